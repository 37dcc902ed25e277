package com.penguinmails.email.rendering;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Tells for each marker of a parsed page where it stands, and names the fields that stand where no escaping makes them safe.
 *
 * <p>The page is judged as a browser builds it, not as it was typed, so tricks with broken markup do not move a field.
 */
final class Places {

    private static final Pattern MARKER = Pattern.compile("\\{\\{(\\d{1,4})}}");

    /** Attributes that hold one address. */
    private static final Set<String> URLS = Set.of("href", "src", "background");

    /** Attributes whose value is shown or ignored, never run, fetched or parsed again. */
    private static final Set<String> HARMLESS = Set.of(
            "alt",
            "title",
            "width",
            "height",
            "align",
            "valign",
            "bgcolor",
            "color",
            "class",
            "id",
            "name",
            "value",
            "lang",
            "dir",
            "label",
            "summary",
            "placeholder",
            "role");

    /** After one of these, nothing that follows can change what kind of address it is. */
    private static final Pattern FIXED_SCHEME =
            Pattern.compile("(?i)\\s*(https?://|mailto:|tel:|sms:).*", Pattern.DOTALL);

    private static final Pattern IGNORED_IN_SCHEMES = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final Pattern SCRIPTING =
            Pattern.compile("(?i)(javascript|vbscript|livescript|data:text/html).*", Pattern.DOTALL);

    private final List<MergeField> fields;
    private final Place[] places;
    private final boolean[] known;
    private final Set<String> problems = new LinkedHashSet<>();

    private Places(List<MergeField> fields) {
        this.fields = fields;
        this.places = new Place[fields.size()];
        this.known = new boolean[fields.size()];
    }

    /** @param places by number of the field; a field that the page does not show counts as text */
    record Found(List<Place> places, List<String> problems) {}

    static Found of(Document page, List<MergeField> fields) {
        var walk = new Places(fields);
        page.forEachNode(walk::visit);
        var places = new ArrayList<Place>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            places.add(walk.known[i] ? walk.places[i] : Place.TEXT);
        }
        return new Found(places, List.copyOf(walk.problems));
    }

    private void visit(Node node) {
        switch (node) {
            case DataNode data -> refuse(data.getWholeData(), "cannot stand in a script or style");
            case TextNode text -> stand(text.getWholeText(), Place.TEXT);
            case Comment comment -> refuse(comment.getData(), "cannot stand in a comment");
            case Element element -> {
                refuse(element.tagName(), "cannot stand in a tag name");
                for (Attribute attribute : element.attributes()) {
                    attribute(element, attribute);
                }
            }
            default -> {}
        }
    }

    private void attribute(Element element, Attribute attribute) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        String value = attribute.getValue();
        refuse(name, "cannot stand in a tag outside of an attribute's value");
        boolean url = URLS.contains(name);
        if (url
                && SCRIPTING
                        .matcher(IGNORED_IN_SCHEMES.matcher(value).replaceAll(""))
                        .matches()) {
            problems.add("the " + name + " of <" + element.normalName() + "> runs a script; write an https:// address");
            return;
        }
        if (!value.contains("{{")) {
            return;
        }
        if (url) {
            String fixed = value.substring(0, value.indexOf("{{"));
            if (!FIXED_SCHEME.matcher(fixed).matches()) {
                refuse(
                        value,
                        "cannot begin the " + name
                                + "; write https:// or http:// (for links also mailto:, tel: or sms:) before it");
                return;
            }
            stand(value, Place.URL);
        } else if (HARMLESS.contains(name) || name.startsWith("data-") || name.startsWith("aria-")) {
            stand(value, Place.TEXT);
        } else {
            refuse(value, "cannot stand in the attribute " + name);
        }
    }

    private void stand(String text, Place place) {
        Matcher marker = MARKER.matcher(text);
        while (marker.find()) {
            int index = Integer.parseInt(marker.group(1));
            if (index >= fields.size() || (known[index] && places[index] != place)) {
                // Only braces written as character references can come here.
                problems.add("there are braces written as character references; write fields with { and }");
            } else {
                known[index] = true;
                places[index] = place;
            }
        }
    }

    private void refuse(String text, String why) {
        Matcher marker = MARKER.matcher(text);
        while (marker.find()) {
            int index = Integer.parseInt(marker.group(1));
            problems.add((index < fields.size() ? fields.get(index).written() : "a field") + " " + why);
        }
    }
}
