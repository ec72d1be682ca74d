package io.gatehouse.transfer;

import io.gatehouse.account.AccountStatus;
import io.gatehouse.account.EmailAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One person a row, under a row that names the columns. UTF-8, commas, quotes as in RFC 4180. */
final class CsvFile implements ImportFile {

    private static final String EMAIL = "email";
    private static final List<String> COLUMNS =
            List.of(EMAIL, "name", "given_name", "family_name", "locale", "roles", "groups", "password_hash");

    private final Path file;
    private final ImportOptions options;

    CsvFile(Path file, ImportOptions options) {
        this.file = file;
        this.options = options;
    }

    @Override
    public ImportedRealm realm(Findings findings) {
        long[] people = {0};
        rows((columns, row) -> people[0]++);
        return ImportedRealm.peopleOnly(people[0]);
    }

    @Override
    public void people(Findings findings, People people) {
        rows((columns, row) -> {
            String place = "line " + row.line();
            List<String> fields = row.fields();
            if (fields == null) {
                findings.refuse(ItemKind.PERSON, place, "", "unreadable", row.problem());
            } else if (fields.size() != columns.size()) {
                findings.refuse(
                        ItemKind.PERSON,
                        place,
                        "",
                        "columns",
                        "The row has " + fields.size() + " fields under " + columns.size()
                                + " columns. Is a field with a comma without its quotes?");
            } else {
                person(findings, place, byName(columns, fields), people);
            }
        });
    }

    private void person(Findings findings, String place, Map<String, String> row, People people) {
        String name = row.getOrDefault(EMAIL, "");
        EmailAddress email = KeycloakUsers.email(findings, place, name, name);
        if (email == null) {
            return;
        }
        Claims claims = new Claims(findings, place, name);
        claims.put("name", row.get("name"));
        claims.putNames(row.get("given_name"), row.get("family_name"));
        claims.put("locale", row.get("locale"));
        String hash = row.getOrDefault("password_hash", "").strip();
        people.take(new ImportedPerson(
                place,
                null,
                email,
                options.emailsVerified(),
                AccountStatus.ACTIVE,
                claims.profile(),
                new ImportedPerson.Credentials(hash.isEmpty() ? null : hash, false, List.of()),
                list(row.get("roles")),
                list(row.get("groups")).stream()
                        .map(group -> group.startsWith("/") ? group : "/" + group)
                        .collect(Collectors.toSet())));
    }

    /** Several names in one field are separated by semicolons. */
    private static Set<String> list(@Nullable String field) {
        return field == null
                ? Set.of()
                : Arrays.stream(field.split(";"))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<String, String> byName(List<String> columns, List<String> fields) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), fields.get(i));
        }
        return row;
    }

    private void rows(RowReader reader) {
        try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            CsvRows rows = new CsvRows(text);
            List<String> columns = columns(rows.next());
            for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
                reader.read(columns, row);
            }
        } catch (CharacterCodingException e) {
            throw JsonItems.refused(file, "it is not UTF-8 text", e);
        } catch (IOException e) {
            throw JsonItems.refused(file, "it can't be read", e);
        }
    }

    private List<String> columns(CsvRows.@Nullable Row header) {
        List<String> fields = header == null ? null : header.fields();
        if (fields == null) {
            throw JsonItems.refused(file, "its first line must name the columns", null);
        }
        List<String> columns = fields.stream()
                .map(field -> field.replace("\ufeff", "").strip())
                .toList();
        if (!COLUMNS.containsAll(columns)
                || !columns.contains(EMAIL)
                || columns.stream().distinct().count() != columns.size()) {
            throw JsonItems.refused(
                    file,
                    "its first line must name columns, each once, among " + String.join(", ", COLUMNS)
                            + "; email is needed",
                    null);
        }
        return columns;
    }

    /** Takes each row under the names of the columns. */
    interface RowReader {
        void read(List<String> columns, CsvRows.Row row);
    }
}
