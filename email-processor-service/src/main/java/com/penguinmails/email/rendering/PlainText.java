package com.penguinmails.email.rendering;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Writes a page as a person would type it: paragraphs, lists, and links as {@code text (address)}. */
final class PlainText implements NodeVisitor {

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "table", "pre", "hr");
    private static final Set<String> LINES = Set.of(
            "div", "li", "tr", "section", "article", "header", "footer", "main", "address", "center", "dt", "dd",
            "form");
    private static final Set<String> UNSEEN = Set.of("head", "script", "style", "title", "template", "noscript");
    private static final Pattern HIDDEN = Pattern.compile("(?i)display\\s*:\\s*none");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r\\f\\u00a0\\u200b\\u200c\\u200d\\ufeff]+");
    private static final Pattern MANY_BREAKS = Pattern.compile("\n{3,}");
    private static final Pattern TRAILING = Pattern.compile("(?m)[ \\t]+$");

    private final StringBuilder text = new StringBuilder();
    private final Deque<Integer> linkStarts = new ArrayDeque<>();
    private final Deque<Integer> listNumbers = new ArrayDeque<>();
    private @Nullable Node unseen;
    private int preformatted;

    private PlainText() {}

    static String of(Document page) {
        var writer = new PlainText();
        page.body().traverse(writer);
        String tidy = TRAILING.matcher(writer.text).replaceAll("");
        return MANY_BREAKS.matcher(tidy).replaceAll("\n\n").strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (unseen != null) {
            return;
        }
        switch (node) {
            case TextNode written -> write(written.getWholeText());
            case Element element -> open(element);
            default -> {}
        }
    }

    private void open(Element element) {
        String name = element.normalName();
        if (UNSEEN.contains(name) || HIDDEN.matcher(element.attr("style")).find()) {
            unseen = element;
            return;
        }
        switch (name) {
            case "br" -> text.append('\n');
            case "hr" -> {
                breaks(2);
                text.append("---");
            }
            case "img" -> write(element.attr("alt"));
            case "a" -> linkStarts.push(text.length());
            case "td", "th" -> gap();
            case "ol" -> {
                listNumbers.push(1);
                breaks(2);
            }
            case "ul" -> {
                listNumbers.push(0);
                breaks(2);
            }
            case "li" -> {
                breaks(1);
                text.append(bullet());
            }
            case "pre" -> {
                preformatted++;
                breaks(2);
            }
            default -> breaks(breaksOf(name));
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (unseen != null) {
            if (node == unseen) {
                unseen = null;
            }
            return;
        }
        if (!(node instanceof Element element)) {
            return;
        }
        switch (element.normalName()) {
            case "a" -> link(element.attr("href").strip());
            case "ol", "ul" -> {
                listNumbers.pop();
                breaks(2);
            }
            case "pre" -> {
                preformatted--;
                breaks(2);
            }
            default -> breaks(breaksOf(element.normalName()));
        }
    }

    private void link(String href) {
        String shown = text.substring(Math.min(linkStarts.pop(), text.length())).strip();
        String lower = href.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://")
                && !lower.startsWith("https://")
                && !lower.startsWith("mailto:")
                && !lower.startsWith("tel:")) {
            return;
        }
        String address = lower.startsWith("http") ? href : href.substring(href.indexOf(':') + 1);
        if (shown.isEmpty()) {
            gap();
            text.append(address);
        } else if (!shown.equals(address)) {
            text.append(" (").append(address).append(')');
        }
    }

    private String bullet() {
        if (listNumbers.isEmpty() || listNumbers.element() == 0) {
            return "- ";
        }
        int number = listNumbers.pop();
        listNumbers.push(number + 1);
        return number + ". ";
    }

    private void write(String written) {
        if (preformatted > 0) {
            text.append(written);
            return;
        }
        String collapsed = SPACE.matcher(written).replaceAll(" ");
        if (collapsed.startsWith(" ")) {
            gap();
        }
        String words = collapsed.strip();
        text.append(words);
        if (!words.isEmpty() && collapsed.endsWith(" ")) {
            text.append(' ');
        }
    }

    /** One space, unless the line has just begun or already ends with one. */
    private void gap() {
        if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    /** At least this many line ends. */
    private void breaks(int wanted) {
        if (wanted == 0 || text.isEmpty()) {
            return;
        }
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        int have = 0;
        while (have < text.length() && text.charAt(text.length() - 1 - have) == '\n') {
            have++;
        }
        text.repeat('\n', Math.max(0, wanted - have));
    }

    private static int breaksOf(String name) {
        return PARAGRAPHS.contains(name) ? 2 : LINES.contains(name) ? 1 : 0;
    }
}
