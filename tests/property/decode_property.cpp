#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
// After gtest.h, which it does not include itself.
#include <rapidcheck/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <string>

#include "base/utf8.hpp"
#include "decode/decode.hpp"
#include "decode/html.hpp"
#include "decode/word_text.hpp"
#include "random_text.hpp"

// There and back: what is encoded and decoded again is the text that it was.
namespace zhailu {
namespace {

std::string encoded(const std::string& text, const char* charset) {
  const auto wide = icu::UnicodeString::fromUTF8(text);
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset, &status);
  std::string bytes(text.size() * 4 + 16, '\0');
  const std::int32_t size =
      ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                      wide.getBuffer(), wide.length(), &status);
  ucnv_close(converter);
  RC_ASSERT(U_SUCCESS(status) != 0);
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

std::string decoded(const std::string& bytes, const std::string& charset) {
  const auto outcome = decode::decode({"a.txt", "a.txt", bytes}, {charset});
  RC_ASSERT(outcome.has_value());
  RC_ASSERT(outcome->replaced == 0u);
  return outcome->text;
}

RC_GTEST_PROP(DecodeProperty, EveryCharsetThereAndBack, ()) {
  const std::string text = *test::random_text();
  RC_PRE(!text.starts_with("\uFEFF"));  // would be the mark
  for (const std::string charset :
       {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    RC_ASSERT(decoded(encoded(text, charset.c_str()), charset) == text);
  }
}

RC_GTEST_PROP(DecodeProperty, AMarkDecidesAndIsNoText, ()) {
  const std::string text = *test::random_text();
  RC_PRE(text.find('\x01') == std::string::npos);
  for (const char* charset : {"UTF-8", "UTF-16LE", "UTF-16BE"}) {
    const auto outcome = decode::decode({"a", "a", encoded("\uFEFF" + text, charset)}, {});
    RC_ASSERT(outcome.has_value());
    RC_ASSERT(outcome->text == text);
    RC_ASSERT(outcome->encoding_basis == "bom");
  }
}

// Any bytes: a reading or a refusal, its text valid, every bad sequence counted.
RC_GTEST_PROP(DecodeProperty, AnyBytesGiveValidTextOrARefusal, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const auto outcome = decode::decode({"a.txt", "a.txt", bytes}, {});
  if (!outcome) {
    RC_ASSERT(!outcome.error().code.empty());
    return;
  }
  RC_ASSERT(base::is_valid_utf8(outcome->text));
}

RC_GTEST_PROP(DecodeProperty, AnyBytesInAForcedCharset, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  for (const std::string charset : {"utf-8", "gbk", "big5", "utf-16le", "utf-16be"}) {
    const auto outcome = decode::decode({"a.txt", "a.txt", bytes}, {charset});
    if (!outcome) continue;  // a picture or an archive by its first bytes
    RC_ASSERT(base::is_valid_utf8(outcome->text));
    std::size_t marks = 0;
    for (std::size_t at = 0; at < outcome->text.size();) {
      marks += base::next_code_point(outcome->text, at) == base::kReplacement ? 1 : 0;
    }
    RC_ASSERT(outcome->html || outcome->replaced <= marks);
  }
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  }
  return result;
}

// The characters of a page and of a Word document are those of their text; only blanks and lines are the page's.
std::string without_layout(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(text, at);
    if (c > 0x20) result.append(text, begin, at - begin);
  }
  return result;
}

RC_GTEST_PROP(DecodeProperty, APageKeepsEveryVisibleCharacter, ()) {
  const std::string text = *test::random_text();
  RC_PRE(text.find('\x01') == std::string::npos);
  RC_PRE(text.find("\u0085") == std::string::npos);
  const auto page = decode::visible_text("<html><body><p>" + escaped(text) + "</p></body></html>");
  RC_ASSERT(without_layout(page.text) == without_layout(text));
}

RC_GTEST_PROP(DecodeProperty, AWordDocumentKeepsEveryCharacter, ()) {
  std::string text = *test::random_text();
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  const auto read = decode::word_text(
      "<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:r>"
      "<w:t xml:space=\"preserve\">" +
      escaped(text) + "</w:t></w:r></w:p>");
  RC_ASSERT(read.verdict == decode::XmlVerdict::kWhole);
  RC_ASSERT(read.text == text + "\n");
}

}  // namespace
}  // namespace zhailu
