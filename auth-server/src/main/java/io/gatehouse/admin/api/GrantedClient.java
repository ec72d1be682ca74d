package io.gatehouse.admin.api;

/** The name of an application beside a person: it decides nothing by itself, the person has been checked. */
record GrantedClient(String id) {}
