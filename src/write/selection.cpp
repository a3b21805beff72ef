#include "write/selection.hpp"

#include <algorithm>

namespace zhailu::write {
namespace {

void emit_without_evidence(JsonEmitter& emitter, const Value& record) {
  if (!record.is_object()) return emitter.value(record);
  emitter.begin_object();
  for (const auto& [name, member] : record.object()) {
    if (name == "evidence") continue;
    emitter.key(name);
    emitter.value(member);
  }
  emitter.end_object();
}

void emit_member(JsonEmitter& emitter, const Value& member, bool evidence) {
  if (evidence) return emitter.value(member);
  if (!member.is_array()) return emit_without_evidence(emitter, member);
  emitter.begin_array();
  for (const Value& record : member.array()) emit_without_evidence(emitter, record);
  emitter.end_array();
}

}  // namespace

void emit_records(JsonEmitter& emitter, const Value& value, const Selection& selection) {
  emitter.begin_object();
  for (const auto& [name, member] : value.object()) {
    const auto& hidden = selection.left_out;
    if (std::find(hidden.begin(), hidden.end(), name) != hidden.end()) continue;
    emitter.key(name);
    emit_member(emitter, member, selection.evidence);
  }
  emitter.end_object();
}

}  // namespace zhailu::write
