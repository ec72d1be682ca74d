-- The planner can't know how short a way is. Without these it hashes all links of everybody to follow those of one: ten times
-- slower with 10,000 roles.
alter function access_walk(uuid, timestamptz)
    set enable_hashjoin = off
    set enable_mergejoin = off
    set jit = off;
