#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/document.hpp"
#include "zhailu/record.hpp"
#include "zhailu/result.hpp"

// Bytes to the decoded text, the frame of every offset.
//
//   BB E1 D2 E9         →  会议, GB18030, guessed
//   E4 BC 9A E8 AE AE   →  会议, UTF-8; not 浼氳, though GBK can read it too
//
// Order: kinds that are no text; the user's encoding; BOM; strict UTF-8 (a cut tail is repaired);
// the likeliest of UTF-8, the page's declaration, GB18030, Big5-HKSCS, UTF-16 and UTF-32; for what
// no charset reads whole the cheapest mixture of UTF-8 and a double-byte charset. An HTML page
// becomes its visible text (html.hpp); Word and PDF documents are read by docx.hpp and converted_text.hpp.
namespace zhailu::decode {

struct DecodeOptions {
  std::optional<std::string>
      encoding;  // forces a charset: a label that check_encoding_name accepted
};

using DecodeOutcome = tl::expected<model::DecodedText, DocumentFailure>;

// The name that records show for a charset label of the user's ("gbk" → "GB18030").
// Error "decode.unknown_encoding".
Result<std::string> check_encoding_name(std::string_view label);

// Failure codes: "binary", "unsupported_format" (xlsx, rtf …), "unknown_encoding" (ISO-2022, HZ) and
// those of the readers of Word and PDF; stage "decode". Warnings of the document: "empty", "mixed_encoding", "mojibake_suspected",
// "charset_contradiction", "control_characters", "xml_entity_refused", "page_matter_left_out". Linear; thread-safe.
// `options.encoding` that check_encoding_name refuses counts as absent.
DecodeOutcome decode(const model::SourceDocument& source, const DecodeOptions& options);

}  // namespace zhailu::decode
