package io.gatehouse.transfer;

import org.jspecify.annotations.Nullable;

/**
 * What the operator decides about an import.
 *
 * @param dryRun tell what would happen and write nothing
 * @param adminRoles whether roles and groups that administer this server may be changed and given
 * @param emailsVerified whether addresses count as verified where the file does not say
 * @param realm which realm of a file with several
 * @param staffRole the role for Django's staff, if they get one
 * @param superuserRole the role for Django's superusers, if they get one
 * @param client the application whose permissions they are, where the file does not say
 */
public record ImportOptions(
        boolean dryRun,
        boolean adminRoles,
        boolean emailsVerified,
        @Nullable String realm,
        @Nullable String staffRole,
        @Nullable String superuserRole,
        @Nullable String client) {

    /** Writes, makes no administrators, believes nothing that the file does not say. */
    public static final ImportOptions DEFAULT = new ImportOptions(false, false, false, null, null, null, null);

    public ImportOptions asDryRun() {
        return new ImportOptions(true, adminRoles, emailsVerified, realm, staffRole, superuserRole, client);
    }

    public ImportOptions withAdminRoles() {
        return new ImportOptions(dryRun, true, emailsVerified, realm, staffRole, superuserRole, client);
    }
}
