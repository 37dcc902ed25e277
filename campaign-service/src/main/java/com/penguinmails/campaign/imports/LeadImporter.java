package com.penguinmails.campaign.imports;

import com.penguinmails.campaign.list.Lists;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TenantScope;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns a file into leads in one transaction: all its good rows or, when the file is refused, none. The file is read in pieces, twice:
 * once to learn its encoding, once for the rows.
 */
@Component
class LeadImporter {

    private static final Logger log = LoggerFactory.getLogger(LeadImporter.class);

    /** What PostgreSQL says when the lock timeout is over. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Lists lists;
    private final LeadWriter writer;
    private final Imports imports;
    private final AuditedActs acts;
    private final ImportProperties properties;
    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    LeadImporter(
            Lists lists,
            LeadWriter writer,
            Imports imports,
            AuditedActs acts,
            ImportProperties properties,
            JdbcClient jdbc,
            Ids ids,
            Clock clock) {
        this.lists = lists;
        this.writer = writer;
        this.imports = imports;
        this.acts = acts;
        this.properties = properties;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param createdBy the person who uploads */
    record Request(InputStreamSource file, String fileName, String listName, UUID createdBy) {}

    /** Refuses with one of {@link CsvRefusals}, or {@code import-running}. */
    @Transactional
    ImportView run(Request request) {
        oneAtATime();
        FileEncoding encoding = FileEncoding.of(request.file());
        try (CsvRows rows = CsvRows.of(request.file(), encoding)) {
            FileHead head = FileHead.read(rows);
            UUID importId = ids.next();
            UUID listId = lists.findOrCreate(request.listName());
            ImportTally tally = store(importId, listId, head, rows);
            var view = new ImportView(
                    importId,
                    request.fileName(),
                    encoding.name(),
                    String.valueOf(rows.delimiter()),
                    head.mapping().columns().stream()
                            .map(ImportView.MappedColumn::of)
                            .toList(),
                    tally.rows(),
                    tally.imported(),
                    tally.updated(),
                    tally.unchanged(),
                    tally.merged(),
                    tally.rejected(),
                    tally.rejectedByReason(),
                    listId,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            imports.add(view, request.createdBy());
            acts.record(
                    "leads.imported", "lead-import", importId, Map.of("imported", Integer.toString(view.imported())));
            log.info("Import {}: {} rows, {} rejected", importId, view.rows(), view.rejected());
            return view;
        }
    }

    /** Two imports of one tenant would lock the same leads in different orders. Here it waits for those in other processes only, see {@link ImportTurns}. */
    private void oneAtATime() {
        String usual = jdbc.sql("show lock_timeout").query(String.class).single();
        lockTimeout(properties.patience().toMillis() + "ms");
        try {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('lead-import'), hashtext(:tenant))")
                    .param("tenant", TenantScope.current().toString())
                    .query(row -> {});
        } catch (UncategorizedSQLException elsewhere) {
            if (elsewhere.getSQLException() instanceof SQLException failure
                    && LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
                throw ImportTurns.running();
            }
            throw elsewhere;
        }
        // Nothing else that an import waits for is what the patience is meant for.
        lockTimeout(usual);
    }

    /** Until the end of the transaction. */
    private void lockTimeout(String time) {
        jdbc.sql("select set_config('lock_timeout', :time, true)")
                .param("time", time)
                .query(String.class)
                .single();
    }

    private ImportTally store(UUID importId, UUID listId, FileHead head, CsvRows rows) {
        var tally = new ImportTally();
        var reader = new RowReader(head.mapping(), head.emailColumn());
        var batch = new LeadBatch();
        while (!head.ahead().isEmpty() || rows.hasNext()) {
            CsvRow row = head.ahead().isEmpty() ? rows.next() : head.ahead().remove();
            tally.row();
            switch (reader.read(row)) {
                case RowResult.Accepted accepted -> {
                    if (!batch.add(accepted.lead(), row.characters())) {
                        tally.mergedInBatch();
                    }
                }
                case RowResult.Rejected rejected -> {
                    tally.rejected(rejected.reason());
                    batch.add(new LeadBatch.Rejection(row.line(), rejected.reason(), row.raw(rows.delimiter())));
                }
            }
            if (batch.isFull()) {
                write(importId, listId, batch, tally);
                batch = new LeadBatch();
            }
        }
        write(importId, listId, batch, tally);
        return tally;
    }

    private void write(UUID importId, UUID listId, LeadBatch batch, ImportTally tally) {
        if (!batch.leads().isEmpty()) {
            tally.stored(writer.write(importId, listId, batch.leads()));
        }
        if (!batch.rejections().isEmpty()) {
            writer.reject(importId, batch.rejections());
        }
    }
}
