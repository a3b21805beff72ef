#include "validate/line_validator.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "schema/json_reader.hpp"

namespace zhailu::validate {
namespace {

namespace fs = std::filesystem;
using Take = std::function<void(const Diagnostic&)>;

// The schema of a whole line beside those of its parts, where the pack has it.
constexpr std::string_view kLineSchema = "records.schema.json";

class LineValidator {
 public:
  LineValidator(const RecordSchemas& schemas, std::string path, const Take& take)
      : schemas_(schemas), take_(take), place_{std::move(path), 0, 0} {
    const Value* line = schemas.schemas.find(kLineSchema);
    line_properties_ = line ? line->find("properties") : nullptr;
  }

  // `line_no` is that of the first line of `text`.
  void document(std::string_view text, std::size_t line_no) {
    place_.line = line_no;
    ++counts_.documents;
    const auto value = schema::from_json(text, {place_.path});
    if (!value) {
      report_syntax(value.error(), line_no);
    } else if (!value->is_object() || !value->find("document")) {
      report("validate.schema", "is no object with a document");
    } else {
      check(*value);
    }
  }

  [[nodiscard]] const LineCounts& counts() const { return counts_; }

 private:
  void check(const Value& line) {
    if (line_properties_) check_part(std::string(kLineSchema), line, {});
    if (!covers("document")) check_part(schemas_.document, *line.find("document"), "/document");
    for (const auto& [collection, schema] : schemas_.collections) {
      const Value* records = line.find(collection);
      if (records) check_list(collection, schema, *records);
    }
    check_names(line);
  }

  // What the schema of the line already holds against a schema is not reported twice.
  [[nodiscard]] bool covers(std::string_view member) const {
    return line_properties_ && line_properties_->find(member);
  }

  void check_list(const std::string& collection, const std::string& schema, const Value& records) {
    if (!records.is_array()) {
      if (!covers(collection)) report("validate.schema", "/" + collection + ": is no list");
      return;
    }
    counts_.records += records.array().size();
    if (covers(collection)) return;
    for (std::size_t i = 0; i < records.array().size(); ++i) {
      check_part(schema, records.array()[i], "/" + collection + "/" + std::to_string(i));
    }
  }

  void check_part(const std::string& schema, const Value& value, const std::string& pointer) {
    for (const auto& violation : schemas_.schemas.validate(schema, value)) {
      report("validate.schema", pointer + violation.instance + ": " + violation.message);
    }
  }

  void check_names(const Value& line) {
    constexpr std::array<std::string_view, 4> kOthers = {"schema_version", "pack", "document",
                                                         "warnings"};
    for (const auto& [name, member] : line.object()) {
      const bool known =
          std::find(kOthers.begin(), kOthers.end(), name) != kOthers.end() ||
          std::any_of(schemas_.collections.begin(), schemas_.collections.end(),
                      [&](const auto& known_list) { return known_list.collection == name; });
      if (!known) report("validate.unknown_list", "/" + name + ": the pack has no such records");
    }
  }

  void report(std::string code, std::string message) {
    ++counts_.findings;
    take_({Severity::kError, std::move(code), std::move(message), {}, place_});
  }

  // The reader counts lines from the text's own first one.
  void report_syntax(const Error& error, std::size_t line_no) {
    ++counts_.findings;
    Diagnostic diagnostic = error.diagnostics.front();
    diagnostic.place.line = line_no + std::max<std::size_t>(diagnostic.place.line, 1) - 1;
    take_(diagnostic);
  }

  const RecordSchemas& schemas_;
  const Take& take_;
  const Value* line_properties_ = nullptr;
  Place place_;
  LineCounts counts_;
};

LineCounts validate_whole(std::istream& file, const std::string& path, const RecordSchemas& schemas,
                          const Take& take) {
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  LineValidator validator(schemas, path, take);
  validator.document(text, 1);
  return validator.counts();
}

}  // namespace

LineCounts validate_lines(std::istream& lines, const std::string& path,
                          const RecordSchemas& schemas, const Take& take) {
  LineValidator validator(schemas, path, take);
  std::size_t line_no = 0;
  for (std::string line; std::getline(lines, line);) validator.document(line, ++line_no);
  return validator.counts();
}

Result<LineCounts> validate_file(const std::string& path, const RecordSchemas& schemas,
                                 const Take& take) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    return validate_file((fs::path(path) / "records.jsonl").string(), schemas, take);
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return failure("validate.cannot_read", std::string("cannot read: ") + std::strerror(errno),
                   "give a records.jsonl, a file of json/ or an output folder", {path, 0, 0});
  }
  const LineCounts counts = path.ends_with(".json") ? validate_whole(file, path, schemas, take)
                                                    : validate_lines(file, path, schemas, take);
  if (file.bad()) {
    return failure("validate.cannot_read", "cannot read to its end", {}, {path, 0, 0});
  }
  return counts;
}

}  // namespace zhailu::validate
