#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pattern.hpp"
#include "model/blocks.hpp"
#include "ruleset/yaml_reader.hpp"
#include "zhailu/diagnostic.hpp"

// rules/layout.yaml, compiled: what lines look like and which steps normalisation takes. The file
// itself explains its keys. No Chinese word that is matched stands outside of it.
namespace zhailu::ruleset {

// Characters of the Basic Multilingual Plane; others are never members.
class CharacterSet {
 public:
  void add(std::string_view characters);
  [[nodiscard]] bool contains(char32_t c) const {
    return c < 0x10000 && !words_.empty() && (words_[c >> 6] >> (c & 63) & 1) != 0;
  }

 private:
  std::vector<std::uint64_t> words_;
};

// Where a line stands: before the first running line, between running lines, behind the last one.
enum class Zone : std::uint8_t { kTop = 1, kBody = 2, kBottom = 4 };
inline constexpr std::uint8_t kAnyZone = 7;

// What is known of a line besides its text. Columns: a Han character or a full-width blank is 2 wide.
struct LineTraits {
  std::size_t characters = 0;
  std::size_t indent_columns = 0;
  std::size_t wide_gaps = 0;  // runs of blanks at least Layout::gap_columns wide between words
  Zone zone = Zone::kBody;
  bool alone = false;  // empty lines, or the borders of the text, on both sides
};

struct LineKind {
  enum class Role : std::uint8_t { kBlock, kPageMatter, kWatermark };
  std::string id;
  Role role = Role::kBlock;
  model::BlockKind block = model::BlockKind::kParagraph;
  int level = 0;                        // of headings and list items; 0: none
  std::optional<base::Pattern> find;    // somewhere in the line
  std::optional<base::Pattern> unless;  // nowhere in the line
  std::size_t min_characters = 1;
  std::size_t max_characters = static_cast<std::size_t>(-1);
  std::size_t min_indent = 0;
  std::size_t min_gaps = 0;
  std::uint8_t zones = kAnyZone;
  bool alone = false;          // only a line that stands alone
  bool continues = false;      // broken in mid-sentence, it goes on in the next line
  bool hanging = false;        // deeper indented lines below belong to it
  bool opens_article = false;  // an article begins here (or with the headline above it)
};

// Characters that stand for others inside a shape only: O for 0 in 2O21年, X for × in 王XX.
struct LookAlike {
  std::optional<base::Pattern> find;   // over the decoded text; its groups are what may change
  std::map<char32_t, char32_t> signs;  // one character for one
};

struct Layout {
  struct Steps {
    bool fold = true;
    bool quotes = true;
    bool blanks = true;
    bool join = true;
    bool page_matter = true;
    bool watermark = true;
    bool traditional = true;
    bool invisible = true;
    bool look_alikes = true;
  };
  struct Blanks {
    CharacterSet before_number;  // 第: no blank between it and a number
    CharacterSet after_number;   // 年 月 日 期 …
    CharacterSet numerals;       // 一 二 … besides digits
    CharacterSet surnames;       // single-character family names
    CharacterSet before_name;    // last characters of posts, behind which a spaced name may follow
    CharacterSet after_name;     // single characters that follow names and belong to none: 摄
  };
  struct Marks {
    CharacterSet full_stop;     // 。 ends a sentence, and no title has it
    CharacterSet sentence_end;  // 。！？
    CharacterSet clause;        // ，、；：
    CharacterSet comma;         // of them those at which a line may be broken: ，、
    CharacterSet opening;       // （《“
    CharacterSet closing;       // ）》”
  };
  struct Running {                           // what makes a line a line of a running paragraph
    std::size_t min_characters = 12;         // with a full stop; half as many when it ends so
    std::size_t min_characters_clause = 60;  // with a clause mark only
  };
  struct Join {
    std::size_t min_characters = 25;  // of a line that may be broken in mid-sentence
  };
  struct Headline {
    std::size_t max_characters = 36;  // of a heading without a number
    std::size_t min_title = 8;        // a shorter line is rather a column's name than a title
    std::size_t max_run = 3;          // more such lines in a row are verse
  };

  Steps steps;
  Blanks blanks;
  Marks marks;
  Running running;
  Join join;
  Headline headline;
  std::size_t gap_columns = 3;            // so many columns of blanks between words are a wide gap
  std::vector<LookAlike> look_alikes;     // one after the other
  std::vector<LineKind> kinds;            // the first that fits a line is its kind
  std::optional<base::Pattern> title;     // forms that only titles have
  std::optional<base::Pattern> subtitle;  // a second line of a title: ——…
  std::optional<base::Pattern> author;    // a line directly below a title that names its author

  // The index of the line's kind, or -1. `text`: the folded line, blanks settled, without its border.
  [[nodiscard]] int kind_of(std::string_view text, const LineTraits& traits) const;
  // Prepares kind_of; to be called once when `kinds` is complete. read_layout does.
  void prepare();

 private:
  // Most lines are running text and have no kind. Whether a line may have one is seen in one search
  // for all patterns that its zone and length allow; only then they are tried one by one.
  struct Stage {
    std::size_t max_characters = 0;                      // of the lines that it is for
    std::array<std::vector<int>, 3> kinds;               // by zone: those that the length allows
    std::array<std::optional<base::Pattern>, 3> starts;  // their alternatives that begin with ^
    std::array<std::optional<base::Pattern>, 3> others;  // and those that may be anywhere
  };
  std::shared_ptr<const std::vector<Stage>> stages_;
};

// Reads rules/layout.yaml. All problems go to `diagnostics`: unknown keys, kinds or zones, broken
// patterns. The layout is usable only when none was added.
Layout read_layout(const Node& node, Diagnostics& diagnostics);

}  // namespace zhailu::ruleset
