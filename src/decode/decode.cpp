#include "decode/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "decode/charset.hpp"
#include "decode/converted_text.hpp"
#include "decode/docx.hpp"
#include "decode/file_kind.hpp"
#include "decode/html.hpp"
#include "decode/likelihood.hpp"
#include "decode/mixed.hpp"
#include "decode/mojibake.hpp"
#include "decode/page_declaration.hpp"

namespace zhailu::decode {
namespace {

using std::string_view_literals::operator""sv;

tl::unexpected<DocumentFailure> refuse(const model::SourceDocument& source, std::string code,
                                       std::string message, std::size_t byte_offset = 0) {
  return tl::unexpected<DocumentFailure>(
      DocumentFailure{source.path, "decode", std::move(code), std::move(message), byte_offset});
}

struct ByteOrderMark {
  std::string_view bytes;
  Charset charset;
};

// UTF-32LE before UTF-16LE, whose mark it begins with.
constexpr ByteOrderMark kMarks[] = {
    {"\xEF\xBB\xBF"sv, Charset::kUtf8},    {"\xFF\xFE\0\0"sv, Charset::kUtf32Le},
    {"\0\0\xFE\xFF"sv, Charset::kUtf32Be}, {"\xFF\xFE"sv, Charset::kUtf16Le},
    {"\xFE\xFF"sv, Charset::kUtf16Be},     {"\x84\x31\x95\x33"sv, Charset::kGb18030},
};

const ByteOrderMark* find_mark(std::string_view bytes) {
  for (const ByteOrderMark& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) return &mark;
  }
  return nullptr;
}

// FAULTS 5: UTF-8 stays UTF-8 while at most 1 % of the bytes outside ASCII are bad.
bool is_nearly_clean(std::size_t bad_bytes, std::size_t non_ascii_bytes) {
  return bad_bytes * 100 <= non_ascii_bytes;
}

bool is_unicode_wide(Charset charset) {
  return charset != Charset::kUtf8 && charset != Charset::kGb18030 &&
         charset != Charset::kBig5Hkscs;
}

// --- guessing -----------------------------------------------------------------------------------

struct Candidate {
  Charset charset = Charset::kUtf8;
  Assessment assessment;
};

// A declaration and UTF-8's own form are evidence too; worth a few characters of it.
constexpr double kDeclaredBonus = 25;
constexpr double kUtf8Bonus = 6;

std::vector<Candidate> assess_all(std::string_view bytes, std::optional<Charset> declared) {
  std::vector<Candidate> candidates;
  double least = kNoLimit;
  for (const Charset charset :
       {Charset::kUtf8, Charset::kGb18030, Charset::kBig5Hkscs, Charset::kUtf16Le,
        Charset::kUtf16Be, Charset::kUtf32Le, Charset::kUtf32Be}) {
    // The order of the first three matters also where none of them wins, so they are read to the
    // end.
    const double limit = is_unicode_wide(charset) ? least + kDeclaredBonus : kNoLimit;
    Candidate candidate{charset, assess(charset, bytes, limit)};
    least = std::min(least, candidate.assessment.cost);
    if (charset == Charset::kUtf8) candidate.assessment.cost -= kUtf8Bonus;
    if (declared == charset && candidate.assessment.bad_sequences == 0) {
      candidate.assessment.cost -= kDeclaredBonus;
    }
    candidates.push_back(candidate);
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
    return a.assessment.cost < b.assessment.cost;
  });
  return candidates;
}

Charset better_double_byte(const std::vector<Candidate>& sorted) {
  const auto is_double_byte = [](const Candidate& candidate) {
    return candidate.charset == Charset::kGb18030 || candidate.charset == Charset::kBig5Hkscs;
  };
  return std::find_if(sorted.begin(), sorted.end(), is_double_byte)->charset;
}

void read_with(model::DecodedText& decoded, Charset charset, std::string_view bytes,
               std::string_view basis) {
  Reading reading = read_all(charset, bytes);
  decoded.text = std::move(reading.text);
  decoded.replaced = reading.replaced;
  decoded.encoding = charset_name(charset);
  decoded.encoding_basis = basis;
}

void read_as_mixture(model::DecodedText& decoded, std::string_view bytes, Charset other) {
  MixedReading reading = read_mixed(bytes, other);
  const bool mostly_utf8 = reading.utf8_bytes >= reading.double_bytes;
  const std::size_t read = reading.utf8_bytes + reading.double_bytes;
  const bool both = reading.utf8_bytes > 0 && reading.double_bytes > 0;
  decoded.text = std::move(reading.text);
  decoded.replaced = reading.replaced;
  decoded.encoding = charset_name(mostly_utf8 ? Charset::kUtf8 : other);
  decoded.encoding_basis = "guessed";
  if (!both && is_nearly_clean(reading.replaced, read)) return;
  decoded.warnings.push_back(
      {"mixed_encoding",
       fmt::format("{} bytes read as UTF-8, {} as {}, {} sequences replaced", reading.utf8_bytes,
                   reading.double_bytes, charset_name(other), reading.replaced)});
}

void guess(model::DecodedText& decoded, std::string_view bytes, std::optional<Charset> declared) {
  const std::vector<Candidate> sorted = assess_all(bytes, declared);
  const Candidate& best = sorted.front();
  const bool clean = best.assessment.bad_sequences == 0;
  if (is_unicode_wide(best.charset) || (clean && best.charset == Charset::kUtf8) ||
      (clean && !has_utf8_han_run(bytes))) {
    const bool as_declared = declared == best.charset && clean;
    const bool valid = clean && best.charset == Charset::kUtf8;
    read_with(decoded, best.charset, bytes, as_declared ? "declared" : valid ? "valid" : "guessed");
    return;
  }
  read_as_mixture(decoded, bytes, better_double_byte(sorted));
}

// --- the order ----------------------------------------------------------------------------------

// UTF-8 is beyond doubt when a character of three bytes stands in it or it is long; a short text
// without one may as well be another charset: 4A 53 46 65 … can be UTF-16 or ASCII.
bool is_surely_utf8(const Utf8Check& check, std::size_t size) {
  constexpr std::size_t kLong = 512;
  if (check.nuls * 50 > size) return false;
  if (check.bad_sequences == 0) return check.long_sequences > 0 || size >= kLong;
  return check.long_sequences > 0 && is_nearly_clean(check.bad_bytes, check.non_ascii_bytes);
}

// True when `bytes` were read by their mark. A UTF-8 mark before something else is left to the
// guess.
bool read_by_mark(model::DecodedText& decoded, std::string_view& bytes) {
  const ByteOrderMark* mark = find_mark(bytes);
  if (mark == nullptr) return false;
  bytes.remove_prefix(mark->bytes.size());
  if (mark->charset == Charset::kUtf8) {
    const Utf8Check check = check_utf8(bytes);
    if (!is_nearly_clean(check.bad_bytes, check.non_ascii_bytes)) return false;
  }
  read_with(decoded, mark->charset, bytes, "bom");
  return true;
}

// A mark tells the byte order that the user's "utf-16" leaves open.
void read_forced(model::DecodedText& decoded, std::string_view bytes, Charset charset) {
  const ByteOrderMark* mark = find_mark(bytes);
  const bool same_kind = mark != nullptr && charset_name(mark->charset).substr(0, 6) ==
                                                charset_name(charset).substr(0, 6);
  if (same_kind) bytes.remove_prefix(mark->bytes.size());
  read_with(decoded, same_kind ? mark->charset : charset, bytes, "user");
}

void warn_of_contradiction(model::DecodedText& decoded, std::string_view label,
                           std::optional<Charset> declared) {
  const bool pure_ascii = std::all_of(decoded.text.begin(), decoded.text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool agrees = declared && charset_name(*declared) == decoded.encoding;
  if (label.empty() || pure_ascii || agrees) return;
  decoded.warnings.push_back(
      {"charset_contradiction",
       fmt::format("declared {}, the bytes are {}", label.substr(0, 40), decoded.encoding)});
}

void read_by_content(model::DecodedText& decoded, const model::SourceDocument& source) {
  std::string_view bytes = source.bytes;
  const std::string label =
      is_html_page(source.path, bytes) ? declared_charset(bytes) : std::string{};
  const std::optional<Charset> declared = charset_of_label(label);
  if (!read_by_mark(decoded, bytes)) {
    if (is_surely_utf8(check_utf8(bytes), bytes.size())) {
      read_with(decoded, Charset::kUtf8, bytes, "valid");
    } else {
      guess(decoded, bytes, declared);
    }
  }
  warn_of_contradiction(decoded, label, declared);
}

// Characters that prose does not hold: controls except TAB, LF, VT, FF, CR.
std::size_t count_controls(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x09 || (byte > 0x0D && byte < 0x20) || byte == 0x7F;
  }));
}

// FAULTS 12: bytes that no charset makes text of. Three controls or bad sequences in ten are far
// above damage. A guess was no text when its mean character is a rare one or, in UTF-16, which
// reads nearly all bytes, when two in a hundred are strange.
bool is_binary(const model::DecodedText& decoded) {
  constexpr std::size_t kFewCharacters = 16;
  constexpr double kNoProse = 11.0;
  const std::size_t characters = base::count_code_points(decoded.text);
  if (characters < kFewCharacters) return false;
  const std::size_t strange = count_controls(decoded.text) + decoded.replaced;
  if (strange * 10 > characters * 3) return true;
  if (decoded.encoding_basis != "guessed" || characters < 2 * kFewCharacters) return false;
  const bool wide =
      decoded.encoding.starts_with("UTF-16") || decoded.encoding.starts_with("UTF-32");
  return mean_cost(decoded.text) > kNoProse || (wide && strange * 50 > characters);
}

void read_page(model::DecodedText& decoded) {
  VisibleText visible = visible_text(decoded.text);
  decoded.html = true;
  decoded.text = std::move(visible.text);
  decoded.page = std::move(visible.page);
  decoded.replaced += visible.replaced;
  if (visible.entities_refused) {
    decoded.warnings.push_back({"xml_entity_refused", "entity declarations are not expanded"});
  }
}

void add_text_warnings(model::DecodedText& decoded) {
  const std::size_t controls = count_controls(decoded.text);
  if (decoded.text.empty()) decoded.warnings.push_back({"empty", "the document holds no text"});
  if (controls > 0) {
    decoded.warnings.push_back(
        {"control_characters", fmt::format("{} control characters", controls)});
  }
  if (looks_double_encoded(decoded.text)) {
    decoded.warnings.push_back(
        {"mojibake_suspected", "UTF-8 that was once read as Latin-1 and saved again"});
  }
}

// --- kinds that are no plain text ---------------------------------------------------------------

DocumentTextOutcome text_by_reader(Reader reader, std::string_view bytes) {
  if (reader == Reader::kDocx) return docx_text(bytes);
  return reader == Reader::kPdf ? pdf_text(bytes) : word97_text(bytes);
}

std::string_view basis_of(Reader reader) {
  return reader == Reader::kDocx ? "docx" : reader == Reader::kPdf ? "pdf" : "doc";
}

DecodeOutcome read_document(const model::SourceDocument& source, Reader reader) {
  auto read = text_by_reader(reader, source.bytes);
  if (!read) return refuse(source, read.error().code, read.error().message);
  model::DecodedText decoded;
  read_with(decoded, Charset::kUtf8, read->text, basis_of(reader));
  decoded.warnings = std::move(read->warnings);
  add_text_warnings(decoded);
  return decoded;
}

DecodeOutcome read_kind(const model::SourceDocument& source, const FileKind& kind) {
  switch (kind.reader) {
    case Reader::kNone:
      return refuse(source, "binary", fmt::format("{}, no text", kind.name));
    case Reader::kMissing:
      return refuse(source, "unsupported_format",
                    fmt::format("{}; this version reads text, HTML, Word and PDF", kind.name));
    case Reader::kLocked:
      return refuse(source, "encrypted", fmt::format("{} that is locked by a password", kind.name));
    case Reader::kMembers:
      return refuse(source, "unsupported_format",
                    fmt::format("{}; a file named .zip is read member by member", kind.name));
    default:
      return read_document(source, kind.reader);
  }
}

}  // namespace

Result<std::string> check_encoding_name(std::string_view label) {
  const std::optional<Charset> charset = charset_of_label(label);
  if (charset) return std::string(charset_name(*charset));
  return failure("decode.unknown_encoding", fmt::format("unknown encoding '{}'", label),
                 "use utf-8, gb18030, gbk, big5, utf-16le or utf-16be");
}

DecodeOutcome decode(const model::SourceDocument& source, const DecodeOptions& options) {
  if (const std::optional<FileKind> kind = file_kind(source.bytes)) {
    return read_kind(source, *kind);
  }
  model::DecodedText decoded;
  const std::optional<Charset> forced =
      options.encoding ? charset_of_label(*options.encoding) : std::nullopt;
  if (forced) {
    read_forced(decoded, source.bytes, *forced);
  } else if (const std::string_view name = seven_bit_charset(source.bytes); !name.empty()) {
    return refuse(source, "unknown_encoding",
                  fmt::format("{} text; convert it to UTF-8 or GB18030 first", name));
  } else {
    read_by_content(decoded, source);
  }
  if (!forced && is_binary(decoded)) {
    return refuse(source, "binary", "no text: control characters and bad sequences prevail",
                  std::min(source.bytes.find('\0'), source.bytes.size()));
  }
  if (is_html_page(source.path, decoded.text)) read_page(decoded);
  add_text_warnings(decoded);
  return decoded;
}

}  // namespace zhailu::decode
