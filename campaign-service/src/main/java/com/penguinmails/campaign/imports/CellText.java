package com.penguinmails.campaign.imports;

/** Cleans the text of a cell. Formulas and tags stay what they are: plain text, escaped by whoever renders or exports it. */
final class CellText {

    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final char ZERO_WIDTH_SPACE = '\u200B';
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private CellText() {}

    /** Without blanks around it, also those that strip() leaves. */
    static String trimmed(String cell) {
        int start = 0;
        int end = cell.length();
        while (start < end && isBlank(cell.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(cell.charAt(end - 1))) {
            end--;
        }
        return cell.substring(start, end);
    }

    /** For names and the like, which may end up in a mail header: runs of line ends and tabs become one space. */
    static String oneLine(String cell) {
        if (cell.chars().noneMatch(CellText::breaksLine)) {
            return cell;
        }
        var line = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            boolean gap = breaksLine(c) || c == ' ';
            if (!gap) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return line.toString();
    }

    /** For custom attributes, which may be notes of several lines: every line end becomes LF. */
    static String lines(String cell) {
        return cell.indexOf('\r') < 0 ? cell : cell.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Whether there are control characters other than tab, CR and LF. */
    static boolean hasControls(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\n') {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c <= ' '
                ? c == ' ' || c == '\t' || c == '\r' || c == '\n'
                : c == NO_BREAK_SPACE || c == ZERO_WIDTH_SPACE || c == BYTE_ORDER_MARK || Character.isWhitespace(c);
    }

    private static boolean breaksLine(int c) {
        return c == '\r' || c == '\n' || c == '\t' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }
}
