create table if not exists note (
    id         uuid                        not null,
    owner      varchar(255)                not null,
    text       varchar(8000)               not null,
    created_at timestamp(3) with time zone not null,
    constraint note_pkey primary key (id)
);

create unique index if not exists note_owner_idx on note (owner, id);
