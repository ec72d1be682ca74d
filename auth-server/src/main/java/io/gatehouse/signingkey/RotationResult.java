package io.gatehouse.signingkey;

/** What became of a wish to rotate. */
public enum RotationResult {
    /** The next key signs now. */
    ROTATED,
    /** The key that was to retire does not sign any more: somebody else was faster. */
    ALREADY_ROTATED,
    /** The next key was not published long enough for every verifier to have seen it; nothing changed. */
    NEXT_TOO_YOUNG
}
