package io.gatehouse.profile;

import java.util.List;

/**
 * A line of the profile form. Names are claims of OpenID Connect Core 5.1; a part of the address is {@code address.<part>}.
 *
 * @param autocomplete what browsers fill in (HTML, section 4.10.18.7)
 */
record ProfileField(String name, int longest, String autocomplete) {

    static final List<ProfileField> ALL = List.of(
            new ProfileField("name", 200, "name"),
            new ProfileField("given_name", 100, "given-name"),
            new ProfileField("family_name", 100, "family-name"),
            new ProfileField("nickname", 100, "nickname"),
            new ProfileField("phone_number", 40, "tel"),
            new ProfileField("address.street_address", 200, "street-address"),
            new ProfileField("address.postal_code", 40, "postal-code"),
            new ProfileField("address.locality", 100, "address-level2"),
            new ProfileField("address.region", 100, "address-level1"),
            new ProfileField("address.country", 100, "country-name"));

    private static final String ADDRESS = "address.";

    /** The id of its input; no dots, which selectors would have to escape. */
    public String id() {
        return name.replace('.', '-');
    }

    boolean addressPart() {
        return name.startsWith(ADDRESS);
    }

    String part() {
        return name.substring(ADDRESS.length());
    }
}
