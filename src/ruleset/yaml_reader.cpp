#include "ruleset/yaml_reader.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <unordered_map>

#include "base/nearest.hpp"
#include "base/utf8.hpp"

// yaml-cpp's events are turned into nodes at once. What its node tree hides is seen here: repeated
// keys, tags, aliases, whether a text was quoted. Marks count bytes from 0, places characters from 1.
namespace zhailu::ruleset {
namespace {

using namespace std::string_view_literals;

// The file's text, for places and for what events do not tell.
class Source {
 public:
  Source(std::string_view text, const std::string& path) : text_(text), path_(path) {
    line_starts_.push_back(0);
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (at % kStep == 0) characters_before_.push_back(characters);
      if (base::is_border(text[at])) ++characters;
      if (text[at] == '\n') line_starts_.push_back(at + 1);
    }
  }

  [[nodiscard]] std::string_view text() const { return text_; }

  [[nodiscard]] Place place(std::size_t at) const {
    at = std::min(at, text_.size());
    const auto next = std::ranges::upper_bound(line_starts_, at);
    const auto line = static_cast<std::size_t>(next - line_starts_.begin());
    return {path_, line, characters_before(at) - characters_before(line_starts_[line - 1]) + 1};
  }

  [[nodiscard]] Diagnostic error(std::string code, Wording message, Wording hint,
                                 std::size_t at) const {
    return {Severity::kError, std::move(code), std::move(message), std::move(hint), place(at)};
  }

  // Behind the closing quote of the text that opens at `at`; the text's end when it is not closed.
  [[nodiscard]] std::size_t end_of_quoted(std::size_t at) const {
    const char quote = text_[at];
    for (std::size_t i = at + 1; i < text_.size(); ++i) {
      if (quote == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        if (quote == '"' || i + 1 == text_.size() || text_[i + 1] != quote) return i + 1;
        ++i;
      }
    }
    return text_.size();
  }

  [[nodiscard]] bool is_quote(std::size_t at) const {
    return at < text_.size() && (text_[at] == '\'' || text_[at] == '"');
  }

 private:
  // Counting from the line's begin would be quadratic when all of a file is one line.
  static constexpr std::size_t kStep = 256;

  [[nodiscard]] std::size_t characters_before(std::size_t at) const {
    if (characters_before_.empty()) return 0;
    const std::size_t step = std::min(at / kStep, characters_before_.size() - 1);
    return characters_before_[step] +
           base::count_code_points(text_.substr(step * kStep, at - step * kStep));
  }

  std::string_view text_;
  std::string path_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::size_t> characters_before_;  // by kStep bytes
};

constexpr std::string_view kEncoding = "ruleset.encoding";
constexpr std::string_view kTooLarge = "ruleset.too_large";
constexpr std::string_view kSyntax = "ruleset.syntax";
constexpr std::string_view kFeature = "ruleset.yaml_feature";

constexpr std::string_view kOpenQuote = "a quoted text is not closed on its line";

std::string code(std::string_view name) { return std::string(name); }

// Ends the parse from inside an event; caught by parse() below.
struct Stop {};

class Builder : public YAML::EventHandler {
 public:
  Builder(const Source& source, const YamlLimits& limits, Diagnostics& diagnostics)
      : source_(source), limits_(limits), diagnostics_(diagnostics) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ <= 1) return;
    add(kFeature, "a second document in one file", "write one document; remove '---'", at(mark));
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_properties(mark, "?", anchor);
    Node node = node_at(mark, Node::Kind::kScalar);
    node.scalar = null_text(at(mark));
    // An absent value has no place of its own; the parser's mark is that of the next token.
    if (node.scalar.empty() && !open_.empty() && open_.back().key) {
      node.place = open_.back().key->place;
    }
    attach(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    add(kFeature, "aliases (*name) are not read", "write the value out, or use a macro", at(mark));
    attach(node_at(mark, Node::Kind::kScalar));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_properties(mark, tag, anchor);
    Node node = node_at(mark, Node::Kind::kScalar);
    node.scalar = value;
    node.quoted = tag == "!";
    node.double_quoted = source_.is_quote(at(mark)) && source_.text()[at(mark)] == '"';
    node.is_block = node.quoted && !source_.is_quote(at(mark));
    if (source_.is_quote(at(mark))) check_one_line(at(mark));
    last_event_ = source_.is_quote(at(mark)) ? source_.end_of_quoted(at(mark)) : at(mark);
    attach(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    check_properties(mark, tag, anchor);
    open(mark, Node::Kind::kSequence);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    check_properties(mark, tag, anchor);
    open(mark, Node::Kind::kMapping);
  }
  void OnMapEnd() override {
    check_repeated(open_.back().node);
    close();
  }

  [[nodiscard]] std::optional<Node>& root() { return root_; }
  // Where the parser last was, to find the quote that was not closed.
  [[nodiscard]] std::size_t last_event() const { return last_event_; }
  [[nodiscard]] bool saw_open_quote() const { return saw_open_quote_; }

 private:
  struct Open {
    Node node;
    std::optional<Node> key;  // of a mapping: waits for its value
  };

  static std::size_t at(const YAML::Mark& mark) { return static_cast<std::size_t>(mark.pos); }

  void add(std::string_view name, Wording message, Wording hint, std::size_t at) {
    diagnostics_.push_back(source_.error(code(name), std::move(message), std::move(hint), at));
  }

  Node node_at(const YAML::Mark& mark, Node::Kind kind) {
    last_event_ = at(mark);
    if (++nodes_ > limits_.max_nodes) {
      add(kTooLarge, say("more than {} values in one file", limits_.max_nodes), "split the file",
          at(mark));
      throw Stop{};
    }
    Node node;
    node.kind = kind;
    node.place = source_.place(at(mark));
    return node;
  }

  // yaml-cpp names no tag "?" and gives quoted texts "!"; a mark at '!' is that of a written tag.
  void check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const bool tagged = (tag != "?" && tag != "!") ||
                        (at(mark) < source_.text().size() && source_.text()[at(mark)] == '!');
    if (tagged) add(kFeature, "tags (!name) are not read", "remove the tag", at(mark));
    if (anchor != YAML::NullAnchor) {
      add(kFeature, "anchors (&name) are not read", "write the value out, or use a macro",
          at(mark));
    }
  }

  // YAML joins the lines of a quoted text; in rules that is a quote that someone forgot.
  void check_one_line(std::size_t begin) {
    const std::size_t end = source_.end_of_quoted(begin);
    if (source_.text().substr(begin, end - begin).find('\n') == std::string_view::npos) return;
    saw_open_quote_ = true;
    add(kSyntax, std::string(kOpenQuote), "close the quote; for a text of several lines write |",
        begin);
  }

  [[nodiscard]] std::string null_text(std::size_t begin) const {
    const std::string_view rest = source_.text().substr(std::min(begin, source_.text().size()));
    for (const std::string_view word : {"~"sv, "null"sv, "Null"sv, "NULL"sv}) {
      if (rest.starts_with(word)) return std::string(word);
    }
    return {};
  }

  void open(const YAML::Mark& mark, Node::Kind kind) {
    Node node = node_at(mark, kind);
    if (open_.size() >= limits_.max_depth) {
      add(kTooLarge, say("values nested deeper than {} levels", limits_.max_depth), {}, at(mark));
      throw Stop{};
    }
    open_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    attach(std::move(node));
  }

  void attach(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& top = open_.back();
    if (top.node.kind == Node::Kind::kSequence) {
      top.node.items.push_back(std::move(node));
    } else if (top.key) {
      top.node.members.emplace_back(std::move(*top.key), std::move(node));
      top.key.reset();
    } else {
      check_key(node);
      top.key = std::move(node);
    }
  }

  void check_key(const Node& key) {
    const auto refuse = [&](std::string_view name, Wording message, Wording hint) {
      diagnostics_.push_back(
          {Severity::kError, code(name), std::move(message), std::move(hint), key.place});
    };
    if (key.kind != Node::Kind::kScalar) {
      refuse(kSyntax, "a key must be a text", "put quotes around brackets and braces");
    } else if (key.is_null()) {
      refuse(kSyntax, "a key is missing before ':'", {});
    } else if (key.scalar == "<<" && !key.quoted) {
      refuse(kFeature, "merge keys (<<) are not read", "write the keys out");
    }
  }

  void check_repeated(const Node& mapping) {
    std::unordered_map<std::string_view, std::size_t> first_lines;
    for (const auto& [key, value] : mapping.members) {
      if (key.kind != Node::Kind::kScalar) continue;
      const auto [first, is_new] = first_lines.try_emplace(key.scalar, key.place.line);
      if (is_new) continue;
      diagnostics_.push_back({Severity::kError, "ruleset.duplicate_key",
                              say("key '{}' stands twice, on lines {} and {}", key.scalar,
                                  first->second, key.place.line),
                              "remove one", key.place});
    }
  }

  const Source& source_;
  const YamlLimits& limits_;
  Diagnostics& diagnostics_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t last_event_ = 0;
  bool saw_open_quote_ = false;
};

// Of tabs and control characters; a binary file would fill the memory with findings.
constexpr std::size_t kMaxListed = 100;

// The first quote at or after `from` that stands where a text may begin.
std::optional<std::size_t> opening_quote(const Source& source, std::size_t from) {
  const std::string_view text = source.text();
  for (std::size_t at = from; at < text.size(); ++at) {
    const char before = at == 0 ? '\n' : text[at - 1];
    const bool starts = " \t\n[{,"sv.find(before) != std::string_view::npos;
    if (starts && text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else if (starts && source.is_quote(at)) {
      return at;
    }
  }
  return std::nullopt;
}

struct Reworded {
  std::string_view library;
  std::string_view message;
  std::string_view hint;
};

// yaml-cpp's words for what rule writers do wrong most often.
constexpr std::array kReworded{
    Reworded{"end of map not found", "this is no 'key: value' line of the mapping around it",
             "check the indentation and the colon"},
    Reworded{"end of sequence not found", "this is no '- item' line of the list around it",
             "check the indentation and the dash"},
    Reworded{"end of map flow not found", "a '{' is not closed", "write '}' or ','"},
    Reworded{"end of sequence flow not found", "a '[' is not closed", "write ']' or ','"},
    Reworded{"illegal map value", "a colon where no key can stand",
             "put quotes around a text that holds ': '"},
    Reworded{"illegal block entry", "a '-' where no list can begin",
             "put the list on lines of its own"},
};

Diagnostic syntax_error(const Source& source, const YAML::Exception& error, std::size_t last) {
  const std::size_t at =
      error.mark.is_null() ? source.text().size() : static_cast<std::size_t>(error.mark.pos);
  if (error.msg == YAML::ErrorMsg::EOF_IN_SCALAR) {
    return source.error(code(kSyntax), std::string(kOpenQuote), "close the quote",
                        opening_quote(source, last).value_or(at));
  }
  if (error.msg.starts_with(YAML::ErrorMsg::UNKNOWN_ANCHOR)) {
    return source.error(code(kFeature), "aliases (*name) are not read",
                        "put quotes around a text that begins with *", at);
  }
  if (error.msg.starts_with(YAML::ErrorMsg::INVALID_ESCAPE)) {
    return source.error(code(kSyntax), "in double quotes YAML reads a backslash as the begin of an escape",
                        "write the pattern in single quotes", at);
  }
  for (const Reworded& reworded : kReworded) {
    if (error.msg != reworded.library) continue;
    return source.error(code(kSyntax), std::string(reworded.message), std::string(reworded.hint),
                        at);
  }
  return source.error(code(kSyntax), say("not readable as YAML: {}", error.msg), {}, at);
}

std::optional<Node> parse(const Source& source, const YamlLimits& limits,
                          Diagnostics& diagnostics) {
  Builder builder(source, limits, diagnostics);
  try {
    std::istringstream stream{std::string(source.text())};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    // What follows a quote that was not closed says nothing.
    if (!builder.saw_open_quote()) {
      diagnostics.push_back(syntax_error(source, error, builder.last_event()));
    }
    return std::nullopt;
  }
  return std::move(builder.root());
}

// UTF-16 has a zero byte in every ASCII character, and rule files are full of those.
bool looks_like_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  return static_cast<std::size_t>(std::ranges::count(bytes, '\0')) * 8 > bytes.size();
}

void check_encoding(const Source& source, Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  if (looks_like_utf16(text)) {
    diagnostics.push_back(
        source.error(code(kEncoding), "the file is UTF-16", "save it as UTF-8", 0));
    return;
  }
  const std::size_t valid = base::valid_utf8_prefix(text);
  if (valid < text.size()) {
    diagnostics.push_back(source.error(code(kEncoding), "the file is not valid UTF-8 from here",
                                       "save it as UTF-8", valid));
  }
}

bool is_forbidden_control(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return (value < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || value == 0x7F;
}

void check_controls(const Source& source, Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  for (std::size_t at = 0; at < text.size() && diagnostics.size() < kMaxListed; ++at) {
    if (!is_forbidden_control(text[at])) continue;
    diagnostics.push_back(source.error(
        code(kEncoding),
        say("control character U+{}", fmt::format("{:04X}", static_cast<unsigned char>(text[at]))),
        "remove it; in double quotes it may be written as an escape", at));
  }
}

void check_tabs(const Source& source, Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  for (std::size_t line = 0; line < text.size() && diagnostics.size() < 2 * kMaxListed;) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    const std::size_t first = std::min(text.find_first_not_of(" \t\r", line), end);
    const std::size_t tab = text.substr(0, first).find('\t', line);
    if (first < end && tab != std::string_view::npos) {
      diagnostics.push_back(
          source.error(code(kSyntax), "a tab in the indentation", "indent with blanks", tab));
    }
    line = end + 1;
  }
}

void sort_by_place(Diagnostics& diagnostics) {
  std::ranges::stable_sort(diagnostics, [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
}

std::string shown(const Node& node) {
  if (node.kind == Node::Kind::kSequence) return "a list";
  if (node.kind == Node::Kind::kMapping) return "a mapping";
  return node.scalar.empty() ? "nothing" : "'" + node.scalar + "'";
}

void wrong_type(const Node& node, Wording message, Wording hint, Diagnostics& diagnostics) {
  diagnostics.push_back(
      {Severity::kError, "ruleset.wrong_type", std::move(message), std::move(hint), node.place});
}

std::string lower_ascii(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return text;
}

// Words that other readers of YAML take for something else than a text.
bool needs_quotes(const Node& node) {
  constexpr std::array kWords{"yes"sv, "no"sv, "on"sv, "off"sv};
  return !node.quoted && std::ranges::count(kWords, lower_ascii(node.scalar)) > 0;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto found = std::ranges::find_if(
      members, [key](const auto& member) { return member.first.scalar == key; });
  return found == members.end() ? nullptr : &found->second;
}

bool Node::is_null() const {
  return kind == Kind::kScalar && !quoted &&
         (scalar.empty() || scalar == "~" || lower_ascii(scalar) == "null");
}

Result<Node> read_yaml(std::string_view bytes, const std::string& path) {
  return read_yaml(bytes, path, YamlLimits{});
}

Result<Node> read_yaml(std::string_view bytes, const std::string& path, const YamlLimits& limits) {
  if (bytes.size() > limits.max_bytes) {
    return failure(code(kTooLarge),
                   say("the file has {} bytes; the limit is {}", bytes.size(), limits.max_bytes),
                   "split the file", {path, 1, 1});
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Source source(bytes, path);
  Error error;
  check_encoding(source, error.diagnostics);
  if (!error.diagnostics.empty()) return tl::unexpected(std::move(error));
  check_controls(source, error.diagnostics);
  check_tabs(source, error.diagnostics);
  if (!error.diagnostics.empty()) {
    sort_by_place(error.diagnostics);
    return tl::unexpected(std::move(error));
  }
  std::optional<Node> root = parse(source, limits, error.diagnostics);
  if (error.diagnostics.empty() && (!root || root->is_null())) {
    return failure("ruleset.empty", "the file is empty", {}, {path, 1, 1});
  }
  if (error.diagnostics.empty()) return std::move(*root);
  sort_by_place(error.diagnostics);
  return tl::unexpected(std::move(error));
}

std::optional<bool> as_boolean(const Node& node, Diagnostics& diagnostics) {
  if (node.kind == Node::Kind::kScalar && !node.quoted) {
    if (node.scalar == "true") return true;
    if (node.scalar == "false") return false;
  }
  wrong_type(node, say("true or false expected, not {}", shown(node)),
             node.quoted ? "remove the quotes" : "", diagnostics);
  return std::nullopt;
}

std::optional<std::int64_t> as_integer(const Node& node, Diagnostics& diagnostics) {
  const std::string& text = node.scalar;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = !text.empty() && error == std::errc() && end == text.data() + text.size();
  if (node.kind == Node::Kind::kScalar && !node.quoted && whole && std::to_string(value) == text) {
    return value;
  }
  wrong_type(node, say("a whole number expected, not {}", shown(node)),
             whole ? "write it plain, without leading zeros" : "", diagnostics);
  return std::nullopt;
}

std::optional<std::string> as_text(const Node& node, Diagnostics& diagnostics) {
  if (node.kind == Node::Kind::kScalar && !node.is_null() && !needs_quotes(node)) {
    return node.scalar;
  }
  wrong_type(node, say("a text expected, not {}", shown(node)),
             node.kind == Node::Kind::kScalar ? say("write '{}'", node.scalar) : Wording(),
             diagnostics);
  return std::nullopt;
}

bool check_keys(const Node& node, std::span<const std::string_view> allowed,
                Diagnostics& diagnostics) {
  if (node.kind != Node::Kind::kMapping) {
    wrong_type(node, say("'key: value' lines expected, not {}", shown(node)), {}, diagnostics);
    return false;
  }
  const std::size_t before = diagnostics.size();
  for (const auto& [key, value] : node.members) {
    if (std::ranges::count(allowed, std::string_view(key.scalar)) > 0) continue;
    diagnostics.push_back({Severity::kError, "ruleset.unknown_key",
                           say("unknown key '{}'", key.scalar),
                           base::did_you_mean(key.scalar, allowed), key.place});
  }
  return diagnostics.size() == before;
}

}  // namespace zhailu::ruleset
