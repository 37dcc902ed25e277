package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.campaign.Person.Answer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class ImportIT extends CampaignServiceIT {

    private Person ann;

    @BeforeEach
    void arrive() {
        ann = Person.withTenant(http);
    }

    @Test
    void everyRowOfAMessyFileIsAccountedFor() {
        String csv = "\uFEFFsep=;\r\n"
                + "Vorname;Name;E-Mail;Firma;Notiz\r\n" // 2
                + "Ann;Smith;ann@example.com;Acme;\"first\r\nsecond\"\r\n" // 3-4
                + "\r\n" // 5
                + ";;;;\r\n" // 6
                + "Bob;\"O\"\"Hara\";  BOB@Example.com ;;\r\n" // 7
                + "Bobby;;bob@example.com;\"Bob; Sons\";later\r\n" // 8
                + "Eve;;not-an-address;;\r\n" // 9
                + "Nobody;;;;\r\n" // 10
                + "\"Bell\u0007\";;bell@example.com;;\r\n" // 11
                + "Too;Many;many@example.com;a;b;c\r\n" // 12
                + "\"Inject\r\nBcc: victim@example.com\";X;inject@example.com;;\r\n" // 13-14
                + "=HYPERLINK(1);<script>alert(1)</script>;formula@example.com;;\r\n" // 15
                + "Long;;long@example.com;;" + "x".repeat(10_300) + "\r\n" // 16
                + "Short;Row"; // 17
        Answer answer = ann.upload("Kontakte.csv", csv);
        assertThat(answer.status()).isEqualTo(201);
        JsonNode view = answer.body();
        assertThat(view.path("encoding").asString()).isEqualTo("UTF-8");
        assertThat(view.path("delimiter").asString()).isEqualTo(";");
        assertThat(view.path("mapping").findValuesAsString("field"))
                .containsExactly("first_name", "last_name", "email", "company", "notiz");
        assertCounts(view, 11, 4, 0, 0, 1, 6);
        assertThat(view.path("rejectedByReason").toString())
                .isEqualTo(
                        "{\"email-missing\":2,\"email-invalid\":1,\"too-many-columns\":1,\"cell-too-long\":1,\"control-characters\":1}");
        assertThat(answer.headers().getLocation()).hasPath("/api/v1/leads/imports/" + answer.id());

        JsonNode rejections =
                ann.get("/api/v1/leads/imports/" + answer.id() + "/rejections").body();
        assertThat(lines(rejections)).containsExactly(9, 10, 11, 12, 16, 17);
        assertThat(rejections.path("items").path(0).path("reason").asString()).isEqualTo("email-invalid");
        assertThat(rejections.path("items").path(0).path("raw").asString()).isEqualTo("Eve;;not-an-address;;");
        assertThat(rejections.path("items").path(4).path("raw").asString()).hasSize(2048);

        JsonNode bob = ann.get("/api/v1/leads?email=bob@").body().path("items").path(0);
        assertThat(bob.path("firstName").asString()).isEqualTo("Bob");
        assertThat(bob.path("lastName").asString()).isEqualTo("O\"Hara");
        assertThat(bob.path("company").asString()).isEqualTo("Bob; Sons");
        assertThat(bob.path("attributes").path("notiz").asString()).isEqualTo("later");
        JsonNode inject =
                ann.get("/api/v1/leads?email=inject").body().path("items").path(0);
        assertThat(inject.path("firstName").asString()).isEqualTo("Inject Bcc: victim@example.com");
        assertThat(ann.get("/api/v1/leads/imports/" + answer.id()).body()).isEqualTo(view);
    }

    @Test
    void aSecondImportUpdatesWhatIsNewAndErasesNothing() {
        ann.upload(
                "one.csv",
                "Email,First Name,Company,Score\na@example.com,Ann,Acme,1\nb@example.com,Bob,,\nc@example.com,Cy,,\n");
        Answer second = ann.upload(
                "two.csv",
                "Email,First Name,Company,Score\nA@example.com,,New Co,2\nb@example.com,Bob,,\nd@example.com,Dan,,\nd@example.com,,Dan Co,\n");
        assertCounts(second.body(), 4, 1, 1, 1, 1, 0);
        JsonNode lead = ann.get("/api/v1/leads?email=a@").body().path("items").path(0);
        assertThat(lead.path("firstName").asString()).isEqualTo("Ann");
        assertThat(lead.path("company").asString()).isEqualTo("New Co");
        assertThat(lead.path("attributes").path("score").asString()).isEqualTo("2");
        assertThat(count("leads", ann)).isEqualTo(4);
    }

    @Test
    void duplicatesFarApartInOneFileAreMergedAndTheFirstRowWins() {
        var csv = new StringBuilder("email;company;city\nbefore@example.com;;\nknown@example.com;first;\n");
        for (int i = 0; i < 4_500; i++) {
            csv.append("p").append(i).append("@example.com;c;d\n");
        }
        csv.append("before@example.com;late;\nknown@example.com;second;Oslo\np7@example.com;;\n");
        ann.upload("known.csv", "email;company\nknown@example.com;old\n");
        JsonNode view = ann.upload("big.csv", csv.toString()).body();
        assertCounts(view, 4_505, 4_501, 1, 0, 3, 0);
        JsonNode known =
                ann.get("/api/v1/leads?email=known").body().path("items").path(0);
        assertThat(known.path("company").asString()).isEqualTo("first");
        assertThat(known.path("city").asString()).isEqualTo("Oslo");
        JsonNode before =
                ann.get("/api/v1/leads?email=before").body().path("items").path(0);
        assertThat(before.path("company").asString()).isEqualTo("late");
    }

    @Test
    void windows1252AndUtf16AreRead() {
        byte[] western = "Prénom;Courriel\nJosé;jose@example.com\n".getBytes(Charset.forName("windows-1252"));
        Answer answer = ann.upload("west.csv", western, null, null);
        assertThat(answer.body().path("encoding").asString()).isEqualTo("windows-1252");
        assertThat(ann.get("/api/v1/leads?email=jose")
                        .body()
                        .path("items")
                        .path(0)
                        .path("firstName")
                        .asString())
                .isEqualTo("José");
        byte[] wide = "\uFEFFEmail\tFirst Name\r\nzoe@example.com\tZoë\r\n".getBytes(StandardCharsets.UTF_16LE);
        Answer utf16 = ann.upload("excel.txt", wide, null, null);
        assertThat(utf16.body().path("encoding").asString()).isEqualTo("UTF-16LE");
        assertThat(utf16.body().path("delimiter").asString()).isEqualTo("\t");
    }

    @Test
    void theAddressColumnIsFoundByWhatStandsInIt() {
        JsonNode view = ann.upload("odd.csv", "Who,Reach,Else\nAnn,ann@example.com,x\nBob,bob@example.com,y\n")
                .body();
        assertThat(view.path("mapping").path(1).path("field").asString()).isEqualTo("email");
        assertCounts(view, 2, 2, 0, 0, 0, 0);
    }

    @Test
    void aBareListOfAddressesNeedsNoHeader() {
        JsonNode view = ann.upload("bare.txt", "ann@example.com\nbob@example.com\nbroken\n")
                .body();
        assertCounts(view, 3, 2, 0, 0, 0, 1);
        assertThat(view.path("mapping").path(0).path("header").asString()).isEqualTo("column_1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "email,name\\na@example.com,Ann\\nb@example.com,\"Bob\\nc@example.com,Cy\\n # 400 # csv-broken # line 3",
                "email,name\\na@example.com,\"Ann\"x\\n # 400 # csv-broken # line 2",
                "email,name\\na@example.com,A\\0\\n # 400 # csv-broken # line 2",
                "PK\\0\\0 # 400 # csv-broken # line 1",
                "name,city\\nAnn,Oslo\\n # 400 # csv-no-email-column # city",
                "email,name\\n # 400 # csv-empty # header",
                "'' # 400 # csv-empty # header",
                "\\n\\n # 400 # csv-empty # header",
            })
    void aBrokenFileIsRefusedAndLeavesNothing(String csv, int status, String code, String named) {
        Answer answer = ann.upload("bad.csv", csv.replace("\\n", "\n").replace("\\0", "\0"));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("errors").toString()).contains(named);
        assertNothingStored();
    }

    @Test
    void aFileThatBreaksAfterManyGoodRowsLeavesNothing() {
        String csv = "email\n" + rows(5_001) + "\"open\n" + rows(10);
        Answer answer = ann.upload("late.csv", csv);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asString()).contains("line 5003");
        assertNothingStored();
    }

    @Test
    void tooManyRowsOrColumnsAreRefusedAndLeaveNothing() {
        Answer rows = ann.upload("rows.csv", "email\n" + "x\n".repeat(500_001));
        assertThat(rows.status()).isEqualTo(413);
        assertThat(rows.code()).isEqualTo("csv-too-large");
        Answer columns = ann.upload("columns.csv", "email" + ",x".repeat(200) + "\na@example.com\n");
        assertThat(columns.status()).isEqualTo(413);
        assertThat(columns.code()).isEqualTo("csv-too-large");
        assertNothingStored();
    }

    @Test
    void anUploadOverFiftyMegabytesIsRefused() {
        Answer answer = ann.upload("huge.csv", new byte[55 << 20], null, null);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("upload-too-large");
        assertNothingStored();
    }

    @Test
    void rejectionsComePageByPageInTheOrderOfTheFile() {
        var csv = new StringBuilder("email\nok@example.com\n");
        for (int i = 0; i < 25; i++) {
            csv.append("bad").append(i).append('\n');
        }
        Answer answer = ann.upload("bad.csv", csv.toString());
        String path = "/api/v1/leads/imports/" + answer.id() + "/rejections?limit=10";
        List<Integer> seen = new ArrayList<>();
        JsonNode page = ann.get(path).body();
        for (int pages = 1; ; pages++) {
            seen.addAll(lines(page));
            if (page.path("nextCursor").isNull()) {
                assertThat(pages).isEqualTo(3);
                break;
            }
            page = ann.get(path + "&cursor=" + page.path("nextCursor").asString())
                    .body();
        }
        assertThat(seen).hasSize(25).isSorted().startsWith(3).endsWith(27);
        assertThat(ann.get(path + "&cursor=rubbish").status()).isEqualTo(400);
    }

    @Test
    void listsTakeTheFileNameOrTheOneGivenAndGrow() {
        ann.upload("leads.csv", "email\na@example.com\nb@example.com\n");
        ann.upload(
                "x.csv", "email\nb@example.com\nc@example.com\n".getBytes(StandardCharsets.UTF_8), "LEADS.CSV", null);
        Answer other =
                ann.upload("y.csv", "email\nc@example.com\n".getBytes(StandardCharsets.UTF_8), "Prospects", null);
        JsonNode lists = ann.get("/api/v1/lists").body().path("items");
        assertThat(lists.findValuesAsString("name")).containsExactlyInAnyOrder("Prospects", "leads.csv");
        JsonNode members = ann.get(
                        "/api/v1/leads?listId=" + other.body().path("listId").asString())
                .body();
        assertThat(members.path("items").findValuesAsString("email")).containsExactly("c@example.com");
        assertThat(lists.findValues("leads").stream().mapToInt(JsonNode::asInt).sum())
                .isEqualTo(4);
    }

    @Test
    void leadsComePageByPage() {
        ann.list(7);
        JsonNode first = ann.get("/api/v1/leads?limit=5").body();
        JsonNode rest = ann.get("/api/v1/leads?limit=5&cursor="
                        + first.path("nextCursor").asString())
                .body();
        var addresses = new ArrayList<>(first.path("items").findValuesAsString("email"));
        addresses.addAll(rest.path("items").findValuesAsString("email"));
        assertThat(addresses).hasSize(7).doesNotHaveDuplicates();
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        assertThat(ann.get("/api/v1/leads?email=LEAD3").body().path("items")).hasSize(1);
    }

    @Test
    void theSameKeyImportsOnce() {
        byte[] csv = "email\na@example.com\n".getBytes(StandardCharsets.UTF_8);
        Answer first = ann.upload("a.csv", csv, null, "key-1");
        Answer again = ann.upload("a.csv", csv, null, "key-1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(count("imports", ann)).isEqualTo(1);
        Answer other = ann.upload("b.csv", "email\nb@example.com\n".getBytes(StandardCharsets.UTF_8), null, "key-1");
        assertThat(other.status()).isEqualTo(409);
        assertThat(count("leads", ann)).isEqualTo(1);
    }

    @Test
    void badRequestsNameTheField() {
        assertThat(ann.upload("a.csv", "email\na@example.com\n".getBytes(StandardCharsets.UTF_8), "x".repeat(201), null)
                        .body()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("listName");
        assertThat(ann.post("/api/v1/leads/imports", "{}").code()).isEqualTo("broken-upload");
        assertThat(ann.get("/api/v1/leads?limit=0").status()).isEqualTo(400);
        assertThat(ann.get("/api/v1/leads?listId=nonsense").status()).isEqualTo(400);
        assertThat(ann.get("/api/v1/leads/imports/nonsense").status()).isEqualTo(400);
    }

    @Test
    void importsOfATenantWaitForEachOther() throws Exception {
        try (Connection elsewhere = importElsewhere()) {
            var first = inBackground("first.csv", "email\na@example.com\nb@example.com\n");
            var second = inBackground("second.csv", "email\nb@example.com\nc@example.com\n");
            Awaitility.await().until(this::oneWaits);
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
            end(elsewhere);
            assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(201);
            assertThat(second.get(30, TimeUnit.SECONDS).status()).isEqualTo(201);
        }
        assertThat(count("leads", ann)).isEqualTo(3);
        assertThat(count("imports", ann)).isEqualTo(2);
    }

    @Test
    void anImportThatWaitedLongEnoughIsRefusedAndMayBeRepeated() throws Exception {
        try (Connection elsewhere = importElsewhere()) {
            Answer refused =
                    ann.upload("a.csv", "email\na@example.com\n".getBytes(StandardCharsets.UTF_8), null, "one");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("import-running");
            assertNothingStored();
            end(elsewhere);
        }
        assertThat(ann.upload("a.csv", "email\na@example.com\n".getBytes(StandardCharsets.UTF_8), null, "one")
                        .status())
                .isEqualTo(201);
    }

    /** Another process imports for the tenant, until {@link #end}. */
    private Connection importElsewhere() throws SQLException {
        Connection connection = database.superuser().getConnection();
        try (var lock = connection.prepareStatement("select pg_advisory_lock(hashtext('lead-import'), hashtext(?))")) {
            lock.setString(1, ann.tenant().toString());
            lock.execute();
        }
        return connection;
    }

    private static void end(Connection elsewhere) throws SQLException {
        try (var unlock = elsewhere.createStatement()) {
            unlock.execute("select pg_advisory_unlock_all()");
        }
    }

    /** The other import of the tenant waits in the process, without a connection. */
    private boolean oneWaits() {
        return superuser()
                        .sql("""
                                select count(*) from pg_locks
                                 where locktype = 'advisory' and not granted
                                   and classid::bigint = hashtext('lead-import')::bigint & 4294967295
                                   and objid::bigint = hashtext(?)::bigint & 4294967295""")
                        .param(ann.tenant().toString())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private CompletableFuture<Answer> inBackground(String name, String csv) {
        var answer = new CompletableFuture<Answer>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(ann.upload(name, csv.getBytes(StandardCharsets.UTF_8), null, null));
            } catch (RuntimeException | Error failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private static String rows(int count) {
        var rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("row").append(i).append("@example.com\n");
        }
        return rows.toString();
    }

    private void assertNothingStored() {
        for (String table : List.of("leads", "lists", "list_members", "imports", "import_rejections")) {
            assertThat(count(table, ann)).as(table).isZero();
        }
    }

    private static void assertCounts(
            JsonNode view, int rows, int imported, int updated, int unchanged, int merged, int rejected) {
        assertThat(List.of(
                        view.path("rows").asInt(),
                        view.path("imported").asInt(),
                        view.path("updated").asInt(),
                        view.path("unchanged").asInt(),
                        view.path("merged").asInt(),
                        view.path("rejected").asInt()))
                .as("rows, imported, updated, unchanged, merged, rejected")
                .containsExactly(rows, imported, updated, unchanged, merged, rejected);
        assertThat(rows).isEqualTo(imported + updated + unchanged + merged + rejected);
    }

    private static List<Integer> lines(JsonNode page) {
        return page.path("items").findValues("line").stream()
                .map(JsonNode::asInt)
                .toList();
    }
}
