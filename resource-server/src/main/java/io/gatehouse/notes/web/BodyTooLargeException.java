package io.gatehouse.notes.web;

import java.io.IOException;

/** More bytes arrived than a body may have. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;
}
