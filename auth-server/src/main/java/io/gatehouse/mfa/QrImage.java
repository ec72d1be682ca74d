package io.gatehouse.mfa;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as the data of one SVG path, so that a page can draw it without script, style or another request.
 *
 * @param size width and height of the drawing in modules, with the quiet zone around it
 * @param path the dark modules
 */
record QrImage(int size, String path) {

    /** ISO/IEC 18004 asks for four empty modules around the code. */
    private static final int QUIET = 4;

    static QrImage of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrImage(code.size + 2 * QUIET, path.toString());
    }
}
