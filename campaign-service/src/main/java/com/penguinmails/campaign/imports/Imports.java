package com.penguinmails.campaign.imports;

import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What imports did, and the rows they rejected. */
@Component
class Imports {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Imports(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Needs a transaction. */
    void add(ImportView view, UUID createdBy) {
        jdbc.sql("""
                        insert into imports (tenant_id, id, list_id, file_name, encoding, delimiter, mapping, row_count, imported,
                                             updated, unchanged, merged, rejected, rejected_by_reason, created_by, created_at)
                        values (:tenant, :id, :list, :fileName, :encoding, :delimiter, :mapping::jsonb, :rows, :imported,
                                :updated, :unchanged, :merged, :rejected, :byReason::jsonb, :by, :at)
                        """)
                .param("tenant", TenantScope.current().value())
                .param("id", view.id())
                .param("list", view.listId())
                .param("fileName", view.fileName())
                .param("encoding", view.encoding())
                .param("delimiter", view.delimiter())
                .param("mapping", json.writeValueAsString(view.mapping()))
                .param("rows", view.rows())
                .param("imported", view.imported())
                .param("updated", view.updated())
                .param("unchanged", view.unchanged())
                .param("merged", view.merged())
                .param("rejected", view.rejected())
                .param("byReason", json.writeValueAsString(view.rejectedByReason()))
                .param("by", createdBy)
                .param("at", view.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional(readOnly = true)
    Optional<ImportView> find(UUID id) {
        return jdbc.sql("select * from imports where id = :id")
                .param("id", id)
                .query((row, number) -> view(row))
                .optional();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<ImportView> page(UUID before, int limit) {
        return jdbc.sql("select * from imports where id < :before order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> view(row))
                .list();
    }

    /** In the order of the file. */
    @Transactional(readOnly = true)
    List<ImportView.RejectionView> rejections(UUID importId, int afterLine, int limit) {
        return jdbc.sql("""
                        select line, reason, raw from import_rejections
                         where import_id = :import and line > :after order by line limit :limit
                        """)
                .param("import", importId)
                .param("after", afterLine)
                .param("limit", limit)
                .query((row, number) ->
                        new ImportView.RejectionView(row.getInt("line"), row.getString("reason"), row.getString("raw")))
                .list();
    }

    private ImportView view(ResultSet row) throws SQLException {
        return new ImportView(
                row.getObject("id", UUID.class),
                row.getString("file_name"),
                row.getString("encoding"),
                row.getString("delimiter"),
                json.readValue(row.getString("mapping"), new TypeReference<List<ImportView.MappedColumn>>() {}),
                row.getInt("row_count"),
                row.getInt("imported"),
                row.getInt("updated"),
                row.getInt("unchanged"),
                row.getInt("merged"),
                row.getInt("rejected"),
                json.readValue(
                        row.getString("rejected_by_reason"), new TypeReference<LinkedHashMap<String, Integer>>() {}),
                row.getObject("list_id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
