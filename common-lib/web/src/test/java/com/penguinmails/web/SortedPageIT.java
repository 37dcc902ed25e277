package com.penguinmails.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.web.SortFields.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists with many equals, walked through page by page while rows come and go. */
class SortedPageIT {

    private static final SortFields FIELDS = SortFields.descending("i.id", "createdAt", "i.created_at", Type.INSTANT)
            .and("name", "i.name", Type.TEXT)
            .and("size", "i.size", Type.NUMBER)
            .and("made", "i.id", Type.CREATION);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private static JdbcClient jdbc;

    private final Random random = new Random(4711);

    record Item(UUID id, Instant createdAt, String name, long size) {}

    @BeforeAll
    static void table() {
        jdbc = JdbcClient.create(TestDatabase.create().superuser());
        jdbc.sql("create table public.item (id uuid primary key, created_at timestamptz not null,"
                        + " name text collate \"C\" not null, size bigint not null)")
                .update();
    }

    @BeforeEach
    void rows() {
        jdbc.sql("delete from public.item").update();
        for (int i = 0; i < 60; i++) {
            insert(new Item(
                    UUID.randomUUID(),
                    NOON.plusSeconds(random.nextInt(5)),
                    List.of("", "a", "b\nc", "Ä", "'; drop table item --").get(random.nextInt(5)),
                    random.nextInt(4) - 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "createdAt", "-createdAt", "name", "-name", "size", "-size", "made", "-made"})
    void everyRowComesOnceAndInOrder(String sort) {
        List<Item> all = everything();
        assertThat(walk(sort, () -> {})).containsExactlyElementsOf(sorted(all, sort));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "-size", "made", "-made"})
    void keysAloneAreWalkedInTheSameOrder(String sort) {
        var seen = new ArrayList<UUID>();
        @Nullable String cursor = null;
        do {
            SortedPage page = FIELDS.page(sort, cursor);
            var answer = CursorPage.of(
                    page.keys(jdbc, "public.item i where i.size > :least", Map.of("least", -2), 7),
                    7,
                    SortedPage.Key::position,
                    SortedPage.Key::id);
            seen.addAll(answer.items());
            cursor = answer.nextCursor();
        } while (cursor != null && seen.size() < 1_000);
        List<Item> wanted = sorted(everything(), sort);
        wanted.removeIf(item -> item.size() <= -2);
        assertThat(seen).containsExactlyElementsOf(wanted.stream().map(Item::id).toList());
    }

    @Test
    void whatStaysComesOnceWhileOthersComeAndGo() {
        List<Item> stay = everything();
        List<Item> seen = walk("name", () -> {
            var guest = new Item(UUID.randomUUID(), NOON, "a", 0);
            insert(guest);
            jdbc.sql("delete from public.item where id in (select id from public.item where id <> all(?) limit 1)")
                    .param(stay.stream().map(Item::id).toArray(UUID[]::new))
                    .update();
        });
        seen.retainAll(stay);
        assertThat(seen).containsExactlyElementsOf(sorted(stay, "name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "name desc", "i.name", "NAME", "-", "--name", "name,size", "id; drop table item"})
    void noOtherFieldIsSortedBy(String sort) {
        assertThatThrownBy(() -> FIELDS.page(sort, null)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.items().getFirst().field()).isEqualTo("sort");
            assertThat(refusal.items().getFirst().message()).contains("createdAt, name, size, made");
        });
    }

    @Test
    void aCursorOfAnotherOrderOrOfNobodyIsRefused() {
        UUID id = UUID.randomUUID();
        String ofName = Cursors.encode(FIELDS.page("name", null).position("a", id));
        assertThat(FIELDS.page("name", ofName).parameters()).containsEntry("afterId", id);
        for (String cursor : List.of(
                ofName,
                "x",
                "%%%",
                Cursors.encode("size\n" + id),
                Cursors.encode("size\nno id\n1"),
                Cursors.encode("size\n" + id + "\nno number"),
                Cursors.encode("size\n" + id + "\n1\n2"))) {
            assertThatThrownBy(() -> FIELDS.page("size", cursor)).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> FIELDS.page("-name", ofName)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> FIELDS.page("name", Cursors.encode("name\n" + id + "\na\u0000b")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> FIELDS.page(null, Cursors.encode("-createdAt\n" + id + "\nyesterday")))
                .isInstanceOf(Refusal.class);
    }

    private List<Item> walk(String sort, Runnable between) {
        var seen = new ArrayList<Item>();
        @Nullable String cursor = null;
        do {
            SortedPage page = FIELDS.page(sort, cursor);
            List<Item> rows = jdbc.sql("select id, created_at, name, size from public.item i where true"
                            + page.condition() + page.orderBy() + " limit :rows")
                    .params(page.parameters())
                    .param("rows", 8)
                    .query(SortedPageIT::item)
                    .list();
            CursorPage<Item> answer = CursorPage.of(
                    rows,
                    7,
                    row -> page.position(
                            switch (page.sortedBy()) {
                                case "name" -> row.name();
                                case "size" -> row.size();
                                default -> row.createdAt();
                            },
                            row.id()),
                    row -> row);
            seen.addAll(answer.items());
            cursor = answer.nextCursor();
            between.run();
        } while (cursor != null && seen.size() < 1_000);
        return seen;
    }

    private static List<Item> everything() {
        return jdbc.sql("select id, created_at, name, size from public.item")
                .query(SortedPageIT::item)
                .list();
    }

    private static List<Item> sorted(List<Item> items, String sort) {
        // PostgreSQL orders ids by their bytes, Java by signed halves.
        Comparator<Item> byId = Comparator.comparing(item -> item.id().toString());
        Comparator<Item> order = switch (sort.replace("-", "")) {
            case "name" -> Comparator.comparing(Item::name);
            case "size" -> Comparator.comparingLong(Item::size);
            case "made" -> byId;
            default -> Comparator.comparing(Item::createdAt);
        };
        var sorted = new ArrayList<>(items);
        sorted.sort(order.thenComparing(byId));
        if (sort.isEmpty() || sort.startsWith("-")) {
            Collections.reverse(sorted);
        }
        return sorted;
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getObject("id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getString("name"),
                row.getLong("size"));
    }

    private static void insert(Item item) {
        jdbc.sql("insert into public.item values (?, ?, ?, ?)")
                .params(item.id(), Timestamp.from(item.createdAt()), item.name(), item.size())
                .update();
    }
}
