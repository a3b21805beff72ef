#include "authoring/check_pack.hpp"

#include <algorithm>
#include <tuple>

#include "authoring/record_tests.hpp"
#include "authoring/shadowed_rules.hpp"
#include "pipeline/loaded_pack.hpp"
#include "write/json_emitter.hpp"

namespace zhailu::authoring {
namespace {

Value as_value(const Diagnostic& one) {
  return Value::Object{{"severity", one.severity == Severity::kError ? "error" : "warning"},
                       {"code", one.code},
                       {"rule", one.rule.empty() ? Value() : Value(one.rule)},
                       {"message", one.message.text()},
                       {"hint", one.hint.text()},
                       {"path", one.place.path},
                       {"line", one.place.line},
                       {"column", one.place.column}};
}

bool stands_before(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.place.path, a.place.line, a.place.column) <
         std::tie(b.place.path, b.place.line, b.place.column);
}

}  // namespace

PackReport check_pack(const std::string& folder, const std::string& shipped) {
  PackReport report;
  const auto extractor = Extractor::load(folder, shipped, report.findings);
  read_record_tests(folder, shipped, report.findings);
  if (extractor) {
    report.pack = extractor->info();
    for (Diagnostic& one : shadowed_rules(extractor->loaded().pack))
      report.findings.push_back(std::move(one));
  }
  std::stable_sort(report.findings.begin(), report.findings.end(), stands_before);
  for (const Diagnostic& one : report.findings) {
    ++(one.severity == Severity::kError ? report.errors : report.warnings);
  }
  return report;
}

std::string report_as_json(const PackReport& report) {
  Value::Array findings;
  for (const Diagnostic& one : report.findings) findings.push_back(as_value(one));
  const Value pack = Value::Object{{"name", report.pack.name},
                                   {"version", report.pack.version},
                                   {"hash", report.pack.hash},
                                   {"rules", report.pack.rules}};
  const Value value = Value::Object{{"pack", pack},
                                    {"errors", report.errors},
                                    {"warnings", report.warnings},
                                    {"findings", std::move(findings)}};
  return write::to_json(value, write::JsonLayout::kReadable) + "\n";
}

}  // namespace zhailu::authoring
