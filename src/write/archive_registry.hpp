#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zhailu::write {

// Texts by number, each kept once. 0 is the empty text.
class TextPool {
 public:
  using Number = std::uint32_t;
  Number number_of(std::string_view text);
  [[nodiscard]] const std::string& text(Number number) const { return *texts_[number]; }

 private:
  std::unordered_map<std::string, Number> numbers_ = {{"", 0}};
  std::vector<const std::string*> texts_ = {&numbers_.begin()->first};
};

// Who is who across the archive: records of people (or of bodies) of all documents, put together
// only where the texts give a reason. Two records of one name are the same when
//
//   1. they are in the same body, called by its full name ("body"), or
//   2. one of them has no such body, they have a post in common, and the post does not lead to two
//      different bodies ("post"): 局长张伟 joins 甲县审计局局长张伟, but not when there is 乙县审计局局长张伟, too.
//
// A short body (市委) is no reason by itself: 市委 is another one in every city. Records that stand
// `apart` (redacted names: 李××) are never joined. All else stays apart, with `same_name`.
// The result does not depend on the order of documents. Memory: about 300 bytes a record (its parts
// counted, not measured) and each different text once.
class ArchiveRegistry {
 public:
  using Number = TextPool::Number;
  struct Entry {
    Number name = 0;
    Number record = 0;    // its id
    Number document = 0;  // the document's id
    Number day = 0;       // ISO day of the document; 0: none
    Number body = 0;      // 0: none
    bool short_body = false;
    bool apart = false;
    std::vector<Number> posts;  // of a body: its other names
  };
  struct Member {
    const Entry* entry = nullptr;
    std::string reason;  // why it is here, "body: 甲县审计局"; empty: it stands alone
  };
  struct Group {
    std::vector<Member> members;  // by record id, never empty
    bool same_name = false;       // another group has the name
  };

  TextPool& texts() { return texts_; }
  void add(Entry entry) { entries_.push_back(std::move(entry)); }
  [[nodiscard]] const std::string& text(Number number) const { return texts_.text(number); }

  // Of all that was added, by name, then by the first record id. Sorts what was added: O(n log n).
  [[nodiscard]] std::vector<Group> groups();

 private:
  TextPool texts_;
  std::vector<Entry> entries_;
};

}  // namespace zhailu::write
