package io.gatehouse.transfer;

/**
 * An item, or a part of one, that an import leaves out.
 *
 * @param place where in the file it stands
 * @param code stable, for programs
 * @param reason a sentence for the operator, with the remedy where there is one; never holds a secret
 */
public record NotTaken(ItemKind kind, String place, String name, String code, String reason) {}
