#pragma once

#include <string>

#include "authoring/examined_document.hpp"

namespace zhailu::authoring {

// The decoded text, the text that rules read with its blocks, and every change and removal between
// the two with its reason.
std::string text_view_as_text(const ExaminedDocument& document);
// {decoded, normalized, blocks: [{kind, level, span, text}], map: [{decoded, normalized, kind, reason}]}: spans in characters of
// the text that they are named after.
Value text_view_as_value(const ExaminedDocument& document);

}  // namespace zhailu::authoring
