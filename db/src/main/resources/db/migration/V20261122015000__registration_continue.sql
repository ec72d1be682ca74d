-- Where the sign-up's browser was on its way to, a path of this server: after activation it goes on there.
alter table registration_activation
    add column continue_to text not null default ''
        constraint registration_activation_continue_to_check check (length(continue_to) <= 4000);
