#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/alphabet.hpp"
#include "base/lexicon_automaton.hpp"
#include "base/pattern.hpp"
#include "model/blocks.hpp"
#include "ruleset/layout.hpp"
#include "ruleset/rule_filter.hpp"
#include "schema/schema.hpp"
#include "zhailu/record.hpp"
#include "zhailu/span.hpp"
#include "zhailu/value.hpp"

// A rule pack, checked and compiled: what rules/README.md describes, ready to run. Immutable and
// shared by all workers. Names (captures, fields, attributes) are interned: `names[i]`.
namespace zhailu::ruleset {

using TypeId = std::uint16_t;
using NameId = std::uint16_t;
inline constexpr NameId kNoName = 0xFFFF;
// Code points of symbols in a phase view: mention types first, word lists from kFirstWordSymbol.
inline constexpr char32_t kFirstSymbol = 0xF0000;
inline constexpr char32_t kFirstWordSymbol = 0xF0800;
inline constexpr char32_t kLastSymbol = 0xF0FFF;
// What a document's own code points of that range become in a view.
inline constexpr char32_t kForeignSymbol = 0x10FFFD;
inline constexpr std::uint32_t kLexiconRule = 0x8000'0000;  // | lexicon index, in Mention::rule

struct Attribute {
  NameId name = 0;
  std::string value;
};

struct LexiconEntry {
  std::string text;  // folded
  std::vector<Attribute> attributes;
  bool blocking = false;
  std::size_t line = 0;  // in the list's file, from 1
};

struct Lexicon {
  std::string name;
  std::optional<TypeId> make;  // global: the mention type of its hits
  char32_t symbol = 0;         // local: its code point in a phase view
  std::vector<LexiconEntry> entries;
  std::string path;  // of its file, as messages show it
};

struct MentionType {
  std::string name;
  char32_t symbol = 0;  // supplementary private use
  int record = -1;      // index into Pack::records, or -1
};

// What one capturing group of a compiled pattern stands for, by group number - 1.
struct Group {
  // kFind: the find itself, its guards left out; kSymbols: one mention or several in a list.
  enum class Kind : std::uint8_t { kText, kSymbols, kGap, kFind };
  Kind kind = Kind::kText;
  NameId name = kNoName;                    // kNoName: captured for a test only
  std::optional<base::Pattern> text_test;   // on the text of each captured mention
  std::optional<Attribute> attribute_test;  // on its attributes
  std::size_t gap_limit = 0;                // kGap: characters
};

// A pattern over a phase view, in the codes of the phase's alphabet.
struct ViewPattern {
  base::Pattern pattern;
  std::vector<Group> groups;
  std::size_t find_group = 0;   // number of the kFind group; 0: the whole match
  bool context_before = false;  // a match may begin before the find
};

struct NearGuard {
  base::Pattern words;
  std::size_t within = 0;  // code points
  bool left = true;
  bool right = true;
  bool wanted = true;  // near or not_near
};

struct InsideGuard {
  std::vector<TypeId> types;
  bool quotation = false;
  bool wanted = true;
};

struct Sequence {
  base::Pattern probe;  // start and `min` items: where a sequence may begin at all
  std::optional<ViewPattern> start;
  ViewPattern item;  // with `separator`, `end` or the unit's end as right context
  base::Pattern separator;
  std::optional<base::Pattern> end;  // right context of the last item
  std::size_t min = 2;
};

enum class Where : std::uint8_t {
  kFind,
  kClause,
  kSentence,
  kBlock,
  kHeading,
  kSection,
  kArticle,
  kDocument
};
enum class Side : std::uint8_t { kLeft, kRight, kBoth };
enum class Pick : std::uint8_t { kNearest, kFirst, kLast, kAll };
enum class SlotFrom : std::uint8_t {
  kMention,
  kText,
  kSubject,
  kIssuer,
  kHeading,
  kItems,
  kInherit
};

// One way to fill a field.
struct SlotSource {
  SlotFrom from = SlotFrom::kMention;
  std::vector<TypeId> types;
  std::optional<base::Pattern> text;  // kText: over normalized text, group "value"
  Where where = Where::kSentence;
  Side side = Side::kBoth;
  std::optional<Pick> pick;
  std::size_t within = 0;  // code points; 0: no limit
  std::optional<base::Pattern>
      before;  // matches the text that ends where the mention begins (ends with $)
  std::optional<base::Pattern>
      after;  // matches the text that begins where the mention ends (begins with ^)
  std::vector<TypeId> not_types;
  bool needed = false;
};

struct Slot {
  NameId field = 0;
  std::vector<SlotSource> sources;  // the first that finds something is taken
};

struct Attach {
  std::vector<TypeId> to;
  Where where = Where::kSentence;
  Side side = Side::kBoth;
  std::optional<std::string> status;
};

enum class Resolver : std::uint8_t { kNone, kDate, kCount };

struct RuleTest {
  std::string text;
  std::optional<std::string> reference_date;
  std::optional<model::BlockKind> block;
  bool none = false;
  std::vector<Value> expect;  // one object for each find
  std::string todo;           // why it fails still; empty: it must pass
  Place place;
};

// The patterns of a rule as they stand in its file, for explanations; alternatives are joined by `|`.
// Of a sequence `find` is (?:start)(?:item)(?:separator)(?:item).
struct RuleText {
  std::string before;
  std::string find;
  std::string after;
};

struct Rule {
  std::string id;
  Place place;
  std::optional<TypeId> make;
  std::optional<ViewPattern> find;  // with `before` and `after` compiled around group 1
  std::optional<Sequence> sequence;
  std::optional<NameId> lookup;       // document lexicon
  std::optional<NameId> remember;     // document lexicon
  NameId remember_capture = kNoName;  // kNoName: the whole find
  bool block_unit = false;
  std::uint32_t block_kinds = 0;            // bit for each model::BlockKind
  std::optional<base::Pattern> not_before;  // ends with $
  std::optional<base::Pattern> not_after;   // begins with ^
  std::vector<InsideGuard> inside;
  std::vector<NearGuard> near;
  bool retry_shorter = false;
  NameId span = kNoName;
  int priority = 0;
  bool keep = false;
  std::vector<TypeId> remove;
  std::vector<Attribute> set;
  Resolver resolver = Resolver::kNone;
  std::vector<Slot> slots;
  std::optional<Attach> attach;
  std::vector<RuleTest> tests;
  RuleText text;
};

struct Phase {
  std::string id;
  std::vector<TypeId> view;
  std::vector<int> symbols;                       // local lexicons, first wins among equal hits
  std::vector<std::uint32_t> rules;               // indices into Pack::rules, in order
  std::vector<std::pair<int, int>> word_entries;  // word of `symbols` → (lexicon, entry)
  base::Alphabet alphabet;                        // of the view and the patterns over it
  RuleFilter sentence_filter;                     // the rules with a sentence as unit
  RuleFilter block_filter;
  std::map<char32_t, int> symbol_literals;  // literals of the filters that are symbols
};

// What a hit of Pack::texts means to one phase, or to the document.
struct TextUse {
  enum class Kind : std::uint8_t { kGlobalWord, kWord, kLiteral };
  Kind kind = Kind::kLiteral;
  int phase = -1;  // index into Pack::phases; kGlobalWord: -1
  int id = 0;      // in global_entries, Phase::word_entries or the phase's filters
};

struct MergePolicy {
  NameId by = kNoName;  // field whose equal values make one record; kNoName: never merged
  bool suffix = false;  // a name that ends another name is another form of it …
  std::optional<base::Pattern> suffix_heads;  // … if this matches its text, or it has 5 code points
  Where where = Where::kDocument;
  // Fields that tell two records of one name apart: both filled and nothing in common. A date that
  // contradicts always does. Manifest: merge.distinct: [organizers, leaders, venue]
  std::vector<NameId> distinct;
};

// What a field's value is, or the values of a list field (from the schema's `type`).
enum class FieldKind : std::uint8_t { kText, kInteger, kNumber, kBoolean, kObject };

struct RecordType {
  std::string type;  // "meeting"
  TypeId mention = 0;
  std::string collection;  // "meetings"
  std::string schema;      // name in `schemas`
  MergePolicy merge;
  std::vector<CollectionInfo::Column> columns;  // fields in schema order (span, rule … left out)
  std::vector<FieldKind> kinds;                 // by column
  std::vector<Value> defaults;  // by column: the schema's `default`, else [] or null
  bool has_mentions = false;    // the schema has `mentions`
  bool has_aliases = false;
};

// Names of a page's meta data that fill a field of the document, the first that is there counts.
// Manifest: page: {published: [pubdate, publishdate], source: [contentsource], author: [author]}
struct PageField {
  std::string field;
  std::vector<std::string> names;  // lower case
};

// A macro as it stands in its file, for explanations.
struct MacroText {
  std::string name;
  std::string body;
  Place place;
};

struct Pack {
  std::string name;
  std::string version;
  std::string hash;  // SHA-256 over all files, 64 hex digits
  Layout layout;
  schema::SchemaSet schemas;
  std::string document_schema;
  std::vector<CollectionInfo::Column> document_columns;
  std::vector<std::string> names;  // interned
  std::vector<MentionType> types;
  std::vector<Lexicon> lexicons;
  // Every word of a lexicon and every literal that a rule needs, looked up in one pass for all phases.
  base::LexiconAutomaton texts;
  std::vector<TextUse> text_uses;  // by id in `texts`; of equal texts in the order of what they mean
  std::vector<std::pair<int, int>> global_entries;  // word of the global lexicons → (lexicon, entry)
  std::vector<RecordType> records;
  std::vector<Rule> rules;
  std::vector<Phase> phases;
  std::vector<PageField> page;
  std::vector<MacroText> macros;  // by name
  std::vector<std::string> off;   // ids of rules that are switched off
  // The macro `list_separator`: what may stand between the members of a list, as the whole text.
  std::optional<base::Pattern> list_separator;
  // The macro `list_marker`: the number or mark that an item of a list begins with, matched at its begin.
  std::optional<base::Pattern> list_marker;
  // The macro `body_part`: the end of an issuer's name that is a part of the body meant (办公室).
  std::optional<base::Pattern> body_part;
  // The macro `body_lead`: what stands before a body's name in that of its organ (中共沅川市审计局委员会).
  std::optional<base::Pattern> body_lead;
  std::optional<TypeId> document_type;
  std::optional<TypeId> issuer_type;

  [[nodiscard]] std::optional<NameId> find_name(std::string_view text) const;
  [[nodiscard]] std::optional<TypeId> find_type(std::string_view text) const;
};

}  // namespace zhailu::ruleset
