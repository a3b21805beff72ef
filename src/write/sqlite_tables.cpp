#include "write/sqlite_tables.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/utf8.hpp"
#include "write/json_emitter.hpp"
#include "write/valid_text.hpp"

namespace zhailu::write {
namespace {

constexpr std::size_t kBatch = 10'000;

std::string quoted(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

std::string column_type(const TableColumn& column) {
  if (column.list) return "TEXT";
  switch (column.kind) {
    case ValueKind::kInteger:
    case ValueKind::kBoolean:
      return "INTEGER";
    case ValueKind::kNumber:
      return "REAL";
    default:
      return "TEXT";
  }
}

std::string key_list(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + quoted(name);
  return list;
}

std::string create_table(const Table& table) {
  std::string sql = "CREATE TABLE " + quoted(table.name) + " (";
  std::string parts;
  const auto add = [&](const std::string& part) {
    parts += (parts.empty() ? "\n  " : ",\n  ") + part;
  };
  for (const TableColumn& column : table.columns) {
    add(quoted(column.name) + " " + column_type(column));
  }
  if (!table.key.empty()) add("PRIMARY KEY (" + key_list(table.key) + ")");
  for (const TableColumn& column : table.columns) {
    if (column.target_table.empty()) continue;
    add("FOREIGN KEY (" + quoted(column.name) + ") REFERENCES " + quoted(column.target_table) +
        " (" + quoted(column.target_column) + ") DEFERRABLE INITIALLY DEFERRED");
  }
  return sql + parts + "\n)";
}

std::string insert_into(const std::string& table, std::size_t columns) {
  std::string marks;
  for (std::size_t i = 0; i < columns; ++i) marks += i == 0 ? "?" : ", ?";
  return "INSERT INTO " + quoted(table) + " VALUES (" + marks + ")";
}

void bind_text(sqlite3_stmt* statement, int at, std::string_view text) {
  sqlite3_bind_text64(statement, at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void bind(sqlite3_stmt* statement, int at, const Value& cell) {
  if (cell.is_null()) {
    sqlite3_bind_null(statement, at);
  } else if (cell.is_integer()) {
    sqlite3_bind_int64(statement, at, cell.integer());
  } else if (cell.is_double()) {
    sqlite3_bind_double(statement, at, cell.number());
  } else if (cell.is_boolean()) {
    sqlite3_bind_int(statement, at, cell.boolean() ? 1 : 0);
  } else if (cell.is_text()) {
    bind_text(statement, at,
              base::is_valid_utf8(cell.text()) ? cell.text() : repaired(cell.text()));
  } else {
    bind_text(statement, at, to_json(cell, JsonLayout::kCompact));
  }
}

// What is searched in: the words of a record, not its ids, days and places.
bool is_searched(const TableColumn& column) {
  constexpr std::string_view kNames[] = {"name",   "title",       "text",  "evidence_sentence",
                                         "theme",  "aliases",     "venue", "topics",
                                         "titles", "organization"};
  return std::find(std::begin(kNames), std::end(kNames), column.name) != std::end(kNames);
}

std::string words_of(const Value& cell) {
  if (cell.is_text()) return cell.text();
  std::string words;
  if (!cell.is_array()) return words;
  for (const Value& item : cell.array()) {
    if (item.is_text()) words += item.text() + "\n";
  }
  return words;
}

const Value* cell_of(const Table& table, const Row& row, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == column) return &row[i];
  }
  return nullptr;
}

// A list of the record as words: 牛犇；高远.
std::string listed(std::string_view column) {
  const std::string name(column);
  return "(SELECT group_concat(value, '；') FROM json_each(m." + name + ")) AS " + name;
}

}  // namespace

std::string word_pairs(std::string_view text) {
  std::string result;
  std::string before;  // the character before, when it is one of a pair
  bool paired = false;
  const auto end_run = [&] {
    if (!before.empty() && !paired) result += before + ' ';
    before.clear();
    paired = false;
  };
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text, at);
    const std::string_view character = text.substr(begin, at - begin);
    const bool letter = c < 0x80 && std::isalnum(static_cast<int>(c)) != 0;
    if (letter) {
      end_run();
      result += character;
    } else if (in_word) {
      result += ' ';
    }
    in_word = letter;
    if (letter) continue;
    if (!base::is_han(c)) {
      end_run();
      continue;
    }
    if (!before.empty()) {
      result.append(before).append(character) += ' ';
      paired = true;
    }
    before = character;
  }
  end_run();
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

void SqliteTables::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }
void SqliteTables::Close::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SqliteTables::SqliteTables(sqlite3* database, std::string shown, std::vector<Table> tables)
    : database_(database), shown_(std::move(shown)), tables_(std::move(tables)) {}

Result<std::unique_ptr<TableSink>> SqliteTables::create(const std::string& path, std::string shown,
                                                        const std::vector<Table>& tables) {
  sqlite3* database = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
  std::unique_ptr<SqliteTables> made(new SqliteTables(database, std::move(shown), tables));
  if (opened != SQLITE_OK) return made->failed();
  if (auto ready = made->prepare_tables(); !ready) return tl::unexpected(ready.error());
  return made;
}

tl::unexpected<Error> SqliteTables::failed() const {
  return failure("output.sqlite",
                 say("cannot write the database: {}", sqlite3_errmsg(database_.get())),
                 "free some space, or leave sqlite out of --format", Place{shown_, 0, 0});
}

Result<void> SqliteTables::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return failed();
}

Result<SqliteTables::Statement> SqliteTables::prepare(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    return failed();
  }
  return Statement(statement);
}

Result<void> SqliteTables::prepare_tables() {
  auto ready =
      run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;"
          "PRAGMA temp_store = FILE; BEGIN");
  for (const Table& table : tables_) {
    if (ready) ready = run(create_table(table));
  }
  if (ready) {
    ready =
        run("CREATE VIRTUAL TABLE search USING fts5(words, table_name UNINDEXED, "
            "record_id UNINDEXED, text UNINDEXED)");
  }
  if (!ready) return ready;
  for (const Table& table : tables_) {
    auto insert = prepare(insert_into(table.name, table.columns.size()));
    if (!insert) return tl::unexpected(insert.error());
    inserts_.push_back(std::move(*insert));
  }
  auto words = prepare(insert_into("search", 4));
  if (!words) return tl::unexpected(words.error());
  words_ = std::move(*words);
  return {};
}

// ---- Rows --------------------------------------------------------------------------------------

Result<void> SqliteTables::insert(Statement& into, const Row& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    bind(into.get(), static_cast<int>(i) + 1, cells[i]);
  if (sqlite3_step(into.get()) != SQLITE_DONE) return failed();
  sqlite3_reset(into.get());
  return {};
}

Result<void> SqliteTables::index_words(std::size_t table, const Row& row) {
  const Table& of = tables_[table];
  const Value* id = cell_of(of, row, "id");
  const bool is_record = cell_of(of, row, "rule") && cell_of(of, row, "evidence_sentence");
  if (!id || !(is_record || of.name == "documents")) return {};  // the other tables say it again
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!is_searched(of.columns[i])) continue;
    const std::string words = words_of(row[i]);
    if (words.empty() || text.find(words) != std::string::npos) continue;
    text += (text.empty() ? "" : "\n") + words;
  }
  if (text.empty()) return {};
  return insert(words_, {word_pairs(text), of.name, *id, text});
}

Result<void> SqliteTables::next_batch() {
  if (++waiting_ < kBatch) return {};
  waiting_ = 0;
  return run("COMMIT; BEGIN");
}

Result<void> SqliteTables::row(std::size_t table, const Row& row) {
  return insert(inserts_[table], row)
      .and_then([&] { return index_words(table, row); })
      .and_then([&] { return next_batch(); });
}

// ---- The end -----------------------------------------------------------------------------------

bool SqliteTables::has(std::string_view table, const std::vector<std::string_view>& columns) const {
  const auto found = std::find_if(tables_.begin(), tables_.end(),
                                  [&](const Table& one) { return one.name == table; });
  if (found == tables_.end()) return false;
  return std::all_of(columns.begin(), columns.end(), [&](std::string_view name) {
    return std::any_of(found->columns.begin(), found->columns.end(),
                       [&](const TableColumn& column) { return column.name == name; });
  });
}

Result<void> SqliteTables::add_indexes() {
  Result<void> added;
  for (const Table& table : tables_) {
    for (const TableColumn& column : table.columns) {
      const bool wanted = !column.target_table.empty() || column.name == "name" ||
                          column.name == "start" || column.name == "published";
      const bool is_key = table.key.size() == 1 && table.key.front() == column.name;
      if (!wanted || is_key || !added) continue;
      added = run("CREATE INDEX " + quoted(table.name + "_" + column.name) + " ON " +
                  quoted(table.name) + " (" + quoted(column.name) + ")");
    }
  }
  return added;
}

Result<void> SqliteTables::add_views() {
  Result<void> added;
  const bool documents = has("documents", {"id", "path", "title", "published"});
  const bool meetings = has("meetings", {"name", "status", "start", "end", "time", "venue",
                                         "organizers", "chairs", "speakers", "attendees"});
  if (documents && meetings) {
    added =
        run("CREATE VIEW meeting_flat AS SELECT m.id, m.start, m.\"end\", m.time, m.name, "
            "m.status, m.venue, " +
            listed("organizers") + ", " + listed("chairs") + ", " + listed("speakers") + ", " +
            listed("attendees") +
            ", m.evidence_sentence, d.title AS document, d.published, d.path, m.document_id "
            "FROM meetings m JOIN documents d ON d.id = m.document_id");
  }
  if (added && documents && has("people", {"name", "titles", "organization"})) {
    added = run(
        "CREATE VIEW person_positions AS SELECT p.id AS person_id, p.name, t.value AS position, "
        "p.organization, d.published, d.title AS document, d.path, p.document_id "
        "FROM people p JOIN documents d ON d.id = p.document_id, json_each(p.titles) t");
  }
  if (added && documents && meetings &&
      has("activities", {"name", "status", "start", "end", "time", "venue"})) {
    const auto part = [](const std::string& kind, const std::string& table) {
      return "SELECT r.start, r.\"end\", r.time, '" + kind +
             "' AS kind, r.name, r.status, r.venue, r.id, "
             "d.title AS document, d.path, r.document_id FROM " +
             table + " r JOIN documents d ON d.id = r.document_id WHERE r.start IS NOT NULL";
    };
    added = run("CREATE VIEW timeline AS " + part("meeting", "meetings") + " UNION ALL " +
                part("activity", "activities") + " ORDER BY 1, 3, 8");
  }
  return added;
}

Result<void> SqliteTables::add_run(const RunReport& report) {
  auto made = run("CREATE TABLE run (program TEXT, version TEXT, pack TEXT)");
  if (!made) return made;
  auto into = prepare(insert_into("run", 3));
  if (!into) return tl::unexpected(into.error());
  return insert(*into, {"zhailu", report.version, report.pack});
}

Result<void> SqliteTables::finish(const RunReport& report) {
  auto done =
      add_run(report)
          .and_then([&] { return add_indexes(); })
          .and_then([&] { return add_views(); })
          .and_then([&] { return run("INSERT INTO search(search) VALUES ('optimize'); COMMIT"); });
  inserts_.clear();
  words_.reset();
  if (!done) return done;
  sqlite3* database = database_.release();
  if (sqlite3_close(database) == SQLITE_OK) return {};
  return failure("output.sqlite", "cannot close the database", {}, Place{shown_, 0, 0});
}

}  // namespace zhailu::write
