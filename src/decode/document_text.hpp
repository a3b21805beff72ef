#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "model/document.hpp"

namespace zhailu::decode {

// What a reader of Word or PDF documents took out of one: the text that offsets refer to.
struct DocumentText {
  std::string text;  // UTF-8, perhaps with bad bytes
  std::vector<model::DocumentWarning> warnings;
};

struct ReaderFailure {
  std::string code;
  std::string message;
};

using DocumentTextOutcome = tl::expected<DocumentText, ReaderFailure>;

}  // namespace zhailu::decode
