#include "decode/docx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "base/zip_archive.hpp"
#include "decode/word_text.hpp"
#include "decode/xml_events.hpp"

namespace zhailu::decode {
namespace {

constexpr std::string_view kUsualMainPart = "word/document.xml";
constexpr std::size_t kQuotedCharacters = 60;

using Failed = tl::unexpected<ReaderFailure>;
using Part = tl::expected<std::string, ReaderFailure>;

ReaderFailure reader_failure(const base::ZipFailure& failure) {
  switch (failure.fault) {
    case base::ZipFault::kEncrypted:
      return {"encrypted", "the Word document (.docx) is locked by a password"};
    case base::ZipFault::kBomb:
      return {"zip_bomb", "the Word document (.docx) is not unpacked: " + failure.message};
    default:
      return {"corrupt_docx", "the Word document (.docx) is damaged: " + failure.message};
  }
}

Failed damaged(std::string_view part, XmlVerdict verdict) {
  if (verdict == XmlVerdict::kEntities) {
    return Failed(
        {"xml_entity_refused", fmt::format("{} declares XML entities; it is not read", part)});
  }
  const std::string_view why =
      verdict == XmlVerdict::kTooDeep ? "nested too deep" : "no well-formed XML";
  return Failed(
      {"corrupt_docx", fmt::format("the Word document (.docx) is damaged: {} is {}", part, why)});
}

class DocxReader {
 public:
  explicit DocxReader(const base::ZipArchive& archive) : archive_(archive) {}

  DocumentTextOutcome read() {
    auto main = main_part();
    if (!main) return Failed(main.error());
    auto body = text_of(*main);
    if (!body) return Failed(body.error());
    DocumentText result{std::move(*body), {}};
    const std::string folder = main->substr(0, main->rfind('/') + 1);
    for (const std::string_view notes : {"footnotes.xml", "endnotes.xml"}) {
      if (auto added = add_notes(folder + std::string(notes), result.text); !added)
        return Failed(added.error());
    }
    if (std::string matter = page_matter(folder); !matter.empty()) {
      result.warnings.push_back({"page_matter_left_out", "headers and footers: " + matter});
    }
    return result;
  }

 private:
  [[nodiscard]] std::ptrdiff_t count(std::string_view name) const {
    return std::count_if(archive_.members().begin(), archive_.members().end(),
                         [&](const base::ZipMember& member) { return member.name == name; });
  }

  // Two parts of one name are read differently by different programs.
  [[nodiscard]] Part part(std::string_view name) const {
    const auto& members = archive_.members();
    const auto found =
        std::find_if(members.begin(), members.end(),
                     [&](const base::ZipMember& member) { return member.name == name; });
    if (found == members.end() || count(name) > 1) {
      const std::string_view why = found == members.end() ? "is missing" : "is there twice";
      return Failed(
          {"corrupt_docx", fmt::format("the Word document (.docx) is damaged: {} {}", name, why)});
    }
    auto bytes = archive_.read(static_cast<std::size_t>(found - members.begin()));
    if (!bytes) return Failed(reader_failure(bytes.error()));
    return std::move(*bytes);
  }

  // The part that _rels/.rels calls the office document; some programs name it otherwise than Word does.
  [[nodiscard]] Part main_part() const {
    if (count(kUsualMainPart) > 0) return std::string(kUsualMainPart);
    const Part relations = part("_rels/.rels");
    if (!relations) return relations;
    std::string target;
    XmlEvents events;
    events.start = [&](const XmlElement& element) {
      if (element.attribute("Type").ends_with("/officeDocument"))
        target = element.attribute("Target");
    };
    events.end = [](std::string_view) {};
    events.text = [](std::string_view) {};
    read_xml(*relations, events);
    target.erase(0, std::min(target.find_first_not_of('/'), target.size()));
    return target.empty() ? std::string(kUsualMainPart) : target;
  }

  [[nodiscard]] Part text_of(std::string_view name) const {
    const Part xml = part(name);
    if (!xml) return xml;
    WordText read = word_text(*xml);
    if (read.verdict != XmlVerdict::kWhole) return damaged(name, read.verdict);
    return std::move(read.text);
  }

  [[nodiscard]] tl::expected<void, ReaderFailure> add_notes(const std::string& name,
                                                            std::string& text) const {
    if (count(name) == 0) return {};
    const Part notes = text_of(name);
    if (!notes) return Failed(notes.error());
    // The separators that Word keeps among the notes are paragraphs without text.
    const std::size_t first = notes->find_first_not_of(" \n");
    if (first != std::string::npos) text.append("\n").append(*notes, first);
    return {};
  }

  // The text of headers and footers on one line, shortened; empty when they hold page numbers only. What is damaged
  // there costs nothing.
  [[nodiscard]] std::string page_matter(const std::string& folder) const {
    std::string all;
    for (const base::ZipMember& member : archive_.members()) {
      if (!member.name.starts_with(folder + "header") &&
          !member.name.starts_with(folder + "footer"))
        continue;
      const Part text = text_of(member.name);
      if (text && says_something(*text) && all.find(*text) == std::string::npos) all += *text;
    }
    std::replace(all.begin(), all.end(), '\n', ' ');
    std::size_t end = 0;
    for (std::size_t i = 0; i < kQuotedCharacters && end < all.size(); ++i)
      base::next_code_point(all, end);
    return all.substr(0, end);
  }

  static bool says_something(std::string_view text) {
    std::size_t at = 0;
    std::size_t han = 0;
    while (at < text.size()) han += base::is_han(base::next_code_point(text, at)) ? 1 : 0;
    constexpr std::size_t kOfPageNumbers = 5;  // 第1页 共5页 has four
    return han >= kOfPageNumbers;
  }

  const base::ZipArchive& archive_;
};

}  // namespace

DocumentTextOutcome docx_text(std::string_view bytes) {
  const auto archive = base::ZipArchive::open_bytes(bytes);
  if (!archive) return Failed(reader_failure(archive.error()));
  return DocxReader(*archive).read();
}

}  // namespace zhailu::decode
