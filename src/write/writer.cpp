#include "write/writer.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "write/annotation_writer.hpp"
#include "write/csv_tables.hpp"
#include "write/data_package.hpp"
#include "write/ics_writer.hpp"
#include "write/json_files_writer.hpp"
#include "write/jsonl_writer.hpp"
#include "write/output_folder.hpp"
#include "write/report_writer.hpp"
#include "write/selection.hpp"
#include "write/sqlite_tables.hpp"
#include "write/tables_writer.hpp"
#include "write/xlsx_tables.hpp"

namespace zhailu::write {
namespace {

constexpr std::array<std::string_view, 8> kFormats = {"jsonl",  "json", "csv",     "xlsx",
                                                      "sqlite", "ics",  "doccano", "label-studio"};
constexpr std::string_view kDocuments = "documents";

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Several writers, one folder: what they wrote takes its place only when all are done.
class FolderWriter : public Writer {
 public:
  explicit FolderWriter(OutputFolder folder) : folder_(std::move(folder)) {}

  OutputFolder& folder() { return folder_; }
  void add(std::unique_ptr<Writer> part) { parts_.push_back(std::move(part)); }
  // What could not be written though the rest could.
  void lose(const Error& error) {
    lost_.insert(lost_.end(), error.diagnostics.begin(), error.diagnostics.end());
  }

  Result<void> document(const DocumentRecords& document) override {
    return for_each_part([&](Writer& part) { return part.document(document); });
  }
  Result<void> failure(const DocumentFailure& failure) override {
    return for_each_part([&](Writer& part) { return part.failure(failure); });
  }
  Result<void> finish(const RunReport& report) override {
    return for_each_part([&](Writer& part) { return part.finish(report); })
        .and_then([&] { return folder_.commit(); })
        .and_then([&]() -> Result<void> {
          if (lost_.empty()) return {};
          return tl::unexpected(Error{lost_});
        });
  }

 private:
  template <class Call>
  Result<void> for_each_part(const Call& call) {
    for (const auto& part : parts_) {
      if (auto done = call(*part); !done) return done;
    }
    return {};
  }

  OutputFolder folder_;
  std::vector<std::unique_ptr<Writer>>
      parts_;  // destroyed before the folder, whose files they hold
  Diagnostics lost_;
};

// A file of its own beside the others: when it cannot be written, the others still are, and the run
// ends with its error.
class SeparateSink : public TableSink {
 public:
  using Create = std::function<Result<std::unique_ptr<TableSink>>(const std::string& path)>;

  SeparateSink(FolderWriter& writer, std::string name, const Create& create)
      : writer_(writer), name_(std::move(name)) {
    auto made = writer_.folder().reserve(name_).and_then(create);
    made ? void(sink_ = std::move(*made)) : writer_.lose(made.error());
  }

  Result<void> row(std::size_t table, const Row& row) override {
    return guarded([&] { return sink_->row(table, row); });
  }
  Result<void> end_document() override {
    return guarded([&] { return sink_->end_document(); });
  }
  Result<void> finish(const RunReport& report) override {
    return guarded([&] { return sink_->finish(report); }).and_then([&]() -> Result<void> {
      return sink_ ? writer_.folder().keep(name_) : Result<void>();
    });
  }

 private:
  template <class Call>
  Result<void> guarded(const Call& call) {
    if (!sink_) return {};
    if (auto done = call(); !done) {
      writer_.lose(done.error());
      sink_.reset();
    }
    return {};
  }

  FolderWriter& writer_;
  std::string name_;
  std::unique_ptr<TableSink> sink_;  // none: lost
};

std::string listed(const std::vector<CollectionInfo>& collections) {
  std::string names(kDocuments);
  for (const CollectionInfo& info : collections) names += ", " + info.collection;
  return names;
}

Result<Selection> select(const WriterOptions& options,
                         const std::vector<CollectionInfo>& collections) {
  const auto is_known = [&](const std::string& type) {
    return type == kDocuments || type == "document" ||
           std::any_of(collections.begin(), collections.end(), [&](const CollectionInfo& info) {
             return info.type == type || info.collection == type;
           });
  };
  for (const std::string& type : options.types) {
    if (is_known(type)) continue;
    return failure("options.unknown_type", "no record type is called '" + type + "'",
                   "there are: " + listed(collections));
  }
  Selection selection;
  selection.evidence = options.evidence;
  for (const CollectionInfo& info : collections) {
    const bool chosen = options.types.empty() || contains(options.types, info.type) ||
                        contains(options.types, info.collection);
    if (chosen) {
      selection.chosen.push_back(info);
    } else {
      selection.left_out.push_back(info.collection);
    }
  }
  return selection;
}

Result<std::vector<std::string>> formats_of(const WriterOptions& options) {
  for (const std::string& format : options.formats) {
    if (std::find(kFormats.begin(), kFormats.end(), format) == kFormats.end()) {
      return failure("options.unknown_format", "no format is called '" + format + "'",
                     "there are: jsonl, json, csv, xlsx, sqlite, ics, doccano, label-studio");
    }
  }
  if (!options.formats.empty()) return options.formats;
  if (options.output == "-") return std::vector<std::string>{"jsonl"};
  return std::vector<std::string>{"jsonl", "csv"};
}

Header header_of(const WriterOptions& options) {
  return options.header_zh ? Header::kTitles : Header::kNames;
}

CsvProfile profile_of(const WriterOptions& options) {
  return options.data_profile ? CsvProfile::kData : CsvProfile::kSpreadsheet;
}

Result<std::unique_ptr<TableSink>> create_csv(std::vector<FileSink> files,
                                              const std::vector<Table>& tables,
                                              const WriterOptions& options, bool flush_each) {
  auto csv = std::make_unique<CsvTables>(std::move(files), profile_of(options), flush_each);
  auto headed = csv->headers(tables, header_of(options));
  if (!headed) return tl::unexpected(headed.error());
  return csv;
}

bool needs_folder(std::string_view format) {
  return format == "json" || format == "xlsx" || format == "sqlite";
}

std::optional<AnnotationWriter::Tool> tool_of(std::string_view format) {
  if (format == "doccano") return AnnotationWriter::Tool::kDoccano;
  if (format == "label-studio") return AnnotationWriter::Tool::kLabelStudio;
  return std::nullopt;
}

// ---- Standard output ---------------------------------------------------------------------------

FileSink standard_output(const WriterOptions& options) {
  return {options.output_descriptor, "standard output", FileSink::Ending::kKeepOpen};
}

// The table that `type` names: a collection, a record type, or any other table of the folder. The
// table of documents alone counts nothing.
Result<TableSet> table_of(const std::string& type, const WriterOptions& options,
                          const std::vector<CollectionInfo>& collections) {
  if (type == kDocuments || type == "document") {
    TableSet documents({}, {}, {});
    documents.keep_only(kDocuments);
    return documents;
  }
  std::string name = type;
  for (const CollectionInfo& info : collections) {
    if (info.type == type) name = info.collection;
  }
  TableSet tables(collections, options.since, options.until);
  std::string listed;
  for (const Table& table : tables.tables()) listed += (listed.empty() ? "" : ", ") + table.name;
  if (tables.keep_only(name)) return tables;
  return failure("options.unknown_type", "no table is called '" + type + "'",
                 "there are: " + listed);
}

Result<std::unique_ptr<Writer>> create_stream_table(
    const WriterOptions& options, const std::vector<CollectionInfo>& collections) {
  if (options.types.size() != 1) {
    return failure("options.one_table", "standard output takes one table",
                   "name it with --type, or write into a folder with -o DIR");
  }
  auto tables = table_of(options.types.front(), options, collections);
  if (!tables) return tl::unexpected(tables.error());
  auto writer = std::make_unique<TablesWriter>(std::move(*tables));
  std::vector<FileSink> files;
  files.push_back(standard_output(options));
  auto csv = create_csv(std::move(files), writer->tables(), options, true);
  if (!csv) return tl::unexpected(csv.error());
  writer->add(std::move(*csv));
  return writer;
}

Result<std::unique_ptr<Writer>> create_stream_writer(
    const WriterOptions& options, const std::string& format,
    const std::vector<CollectionInfo>& collections) {
  if (format == "csv") return create_stream_table(options, collections);
  auto selection = select(options, collections);
  if (!selection) return tl::unexpected(selection.error());
  if (format == "ics") {
    return std::make_unique<IcsWriter>(standard_output(options), selection->chosen, options.since,
                                       options.until);
  }
  if (const auto tool = tool_of(format)) {
    return std::make_unique<AnnotationWriter>(standard_output(options), *selection, *tool, true);
  }
  return std::make_unique<JsonlWriter>(standard_output(options), *selection, true);
}

// ---- A folder ----------------------------------------------------------------------------------

Result<void> add_csv(FolderWriter& writer, TablesWriter& tables, const WriterOptions& options) {
  std::vector<FileSink> files;
  for (const Table& table : tables.tables()) {
    auto sink = writer.folder().create(table.name + ".csv");
    if (!sink) return tl::unexpected(sink.error());
    files.push_back(std::move(*sink));
  }
  auto csv = create_csv(std::move(files), tables.tables(), options, false);
  if (!csv) return tl::unexpected(csv.error());
  tables.add(std::move(*csv));
  auto package = writer.folder().create("datapackage.json");
  if (!package) return tl::unexpected(package.error());
  return package->write(data_package(tables.tables(), header_of(options), profile_of(options)))
      .and_then([&] { return package->finish(); });
}

Result<void> add_tables(FolderWriter& writer, const Selection& selection,
                        const WriterOptions& options, const std::vector<std::string>& formats) {
  auto tables =
      std::make_unique<TablesWriter>(TableSet(selection.chosen, options.since, options.until));
  if (contains(formats, "csv")) {
    if (auto added = add_csv(writer, *tables, options); !added) return added;
  }
  if (contains(formats, "xlsx")) {
    tables->add(std::make_unique<SeparateSink>(writer, "records.xlsx", [&](const auto& path) {
      return XlsxTables::create(path, writer.folder().scratch(), options.output + "/records.xlsx",
                                tables->tables());
    }));
  }
  if (contains(formats, "sqlite")) {
    tables->add(std::make_unique<SeparateSink>(writer, "records.sqlite", [&](const auto& path) {
      return SqliteTables::create(path, options.output + "/records.sqlite", tables->tables());
    }));
  }
  if (!tables->has_sinks()) return {};
  writer.add(std::move(tables));
  return {};
}

Result<void> add_lines(FolderWriter& writer, const Selection& selection) {
  auto sink = writer.folder().create("records.jsonl");
  if (!sink) return tl::unexpected(sink.error());
  writer.add(std::make_unique<JsonlWriter>(std::move(*sink), selection, false));
  return {};
}

Result<void> add_calendar(FolderWriter& writer, const Selection& selection,
                          const WriterOptions& options) {
  auto sink = writer.folder().create("calendar.ics");
  if (!sink) return tl::unexpected(sink.error());
  writer.add(std::make_unique<IcsWriter>(std::move(*sink), selection.chosen, options.since,
                                         options.until));
  return {};
}

Result<void> add_annotations(FolderWriter& writer, const Selection& selection,
                             const std::vector<std::string>& formats) {
  for (const auto& [format, file] :
       {std::pair{"doccano", "doccano.jsonl"}, std::pair{"label-studio", "label-studio.json"}}) {
    if (!contains(formats, format)) continue;
    auto sink = writer.folder().create(file);
    if (!sink) return tl::unexpected(sink.error());
    writer.add(
        std::make_unique<AnnotationWriter>(std::move(*sink), selection, *tool_of(format), false));
  }
  return {};
}

// The report comes last: run.json counts and lists what the others wrote.
Result<void> add_report(FolderWriter& writer, const Selection& selection) {
  auto report = ReportWriter::create(writer.folder(), selection);
  if (!report) return tl::unexpected(report.error());
  writer.add(std::move(*report));
  return {};
}

Result<std::unique_ptr<Writer>> create_folder_writer(const WriterOptions& options,
                                                     const std::vector<std::string>& formats,
                                                     const Selection& selection) {
  auto folder = OutputFolder::open(options.output);
  if (!folder) return tl::unexpected(folder.error());
  auto writer = std::make_unique<FolderWriter>(std::move(*folder));
  Result<void> added;
  if (contains(formats, "jsonl")) added = add_lines(*writer, selection);
  if (added && contains(formats, "json")) {
    writer->add(std::make_unique<JsonFilesWriter>(writer->folder(), selection));
  }
  if (added) added = add_tables(*writer, selection, options, formats);
  if (added && contains(formats, "ics")) added = add_calendar(*writer, selection, options);
  if (added) added = add_annotations(*writer, selection, formats);
  if (added) added = add_report(*writer, selection);
  if (!added) return tl::unexpected(added.error());
  return writer;
}

}  // namespace

Result<std::unique_ptr<Writer>> create_writer(const WriterOptions& options,
                                              const std::vector<CollectionInfo>& collections) {
  auto formats = formats_of(options);
  if (!formats) return tl::unexpected(formats.error());
  if (options.output != "-") {
    auto selection = select(options, collections);
    if (!selection) return tl::unexpected(selection.error());
    return create_folder_writer(options, *formats, *selection);
  }
  if (formats->size() != 1 || needs_folder(formats->front())) {
    return failure("options.one_format",
                   "standard output takes one format, and not json, xlsx or sqlite",
                   "write into a folder with -o DIR");
  }
  return create_stream_writer(options, formats->front(), collections);
}

}  // namespace zhailu::write
