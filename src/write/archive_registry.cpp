#include "write/archive_registry.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>

namespace zhailu::write {
namespace {

using Number = TextPool::Number;
using Entry = ArchiveRegistry::Entry;
using Group = ArchiveRegistry::Group;

// A post, with the short body that it is held in.
using Post = std::pair<Number, Number>;

std::vector<Post> posts_of(const Entry& entry) {
  std::vector<Post> posts;
  for (const Number post : entry.posts) posts.emplace_back(entry.short_body ? entry.body : 0, post);
  return posts;
}

bool has_full_body(const Entry& entry) { return entry.body != 0 && !entry.short_body; }

// The records of one name: which of them are one.
class Joiner {
 public:
  explicit Joiner(std::span<const Entry> entries) : entries_(entries), parents_(entries.size()) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }

  // The smallest index of what was joined with `index`, for each.
  std::vector<std::size_t> run() {
    join_bodies();
    join_posts_among_bodiless();
    join_bodiless_with_bodies();
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < entries_.size(); ++i) roots.push_back(root(i));
    return roots;
  }

 private:
  std::size_t root(std::size_t index) const {
    while (parents_[index] != index) index = parents_[index];
    return index;
  }
  void join(std::size_t one, std::size_t two) {
    const std::size_t first = root(one);
    const std::size_t second = root(two);
    parents_[std::max(first, second)] = std::min(first, second);
  }

  void join_bodies() {
    std::map<Number, std::size_t> first;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].apart || !has_full_body(entries_[i])) continue;
      join(i, first.emplace(entries_[i].body, i).first->second);
    }
  }

  void join_posts_among_bodiless() {
    std::map<Post, std::size_t> first;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].apart || has_full_body(entries_[i])) continue;
      for (const Post& post : posts_of(entries_[i])) join(i, first.emplace(post, i).first->second);
    }
  }

  // Decided for all before any is joined, so that no order shows.
  void join_bodiless_with_bodies() {
    std::map<Post, std::set<std::size_t>> holders;
    std::map<std::size_t, std::set<std::size_t>> candidates;  // of the bodiless
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].apart || !has_full_body(entries_[i])) continue;
      for (const Post& post : posts_of(entries_[i])) holders[post].insert(root(i));
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].apart || has_full_body(entries_[i])) continue;
      for (const Post& post : posts_of(entries_[i])) {
        if (const auto found = holders.find(post); found != holders.end())
          candidates[root(i)].insert(found->second.begin(), found->second.end());
      }
    }
    for (const auto& [bodiless, with] : candidates) {
      if (with.size() == 1) join(bodiless, *with.begin());
    }
  }

  std::span<const Entry> entries_;
  std::vector<std::size_t> parents_;
};

// What an entry has in common with others of its group.
std::string reason_of(const Entry& entry, const std::map<Number, int>& bodies,
                      const std::map<Number, int>& posts, const TextPool& texts) {
  if (has_full_body(entry) && bodies.at(entry.body) > 1) return "body: " + texts.text(entry.body);
  for (const Number post : entry.posts) {
    if (posts.at(post) > 1) return "post: " + texts.text(post);
  }
  return {};
}

Group group_of(const std::vector<const Entry*>& entries, bool same_name, const TextPool& texts) {
  std::map<Number, int> bodies;
  std::map<Number, int> posts;
  for (const Entry* entry : entries) {
    if (has_full_body(*entry)) ++bodies[entry->body];
    for (const Number post : entry->posts) ++posts[post];
  }
  Group group{{}, same_name};
  for (const Entry* entry : entries) {
    group.members.push_back({entry, reason_of(*entry, bodies, posts, texts)});
  }
  return group;
}

void append_groups(std::vector<Group>& groups, std::span<const Entry> same_name,
                   const TextPool& texts) {
  std::map<std::size_t, std::vector<const Entry*>> joined;
  const auto roots = Joiner(same_name).run();
  for (std::size_t i = 0; i < roots.size(); ++i) joined[roots[i]].push_back(&same_name[i]);
  for (const auto& [root, entries] : joined) {
    groups.push_back(group_of(entries, joined.size() > 1, texts));
  }
}

}  // namespace

TextPool::Number TextPool::number_of(std::string_view text) {
  const auto [place, fresh] =
      numbers_.emplace(std::string(text), static_cast<Number>(texts_.size()));
  if (fresh) texts_.push_back(&place->first);
  return place->second;
}

std::vector<Group> ArchiveRegistry::groups() {
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& one, const Entry& two) {
    if (one.name != two.name) return texts_.text(one.name) < texts_.text(two.name);
    return texts_.text(one.record) < texts_.text(two.record);
  });
  std::vector<Group> groups;
  for (auto first = entries_.cbegin(); first != entries_.cend();) {
    const auto last = std::find_if(first, entries_.cend(),
                                   [&](const Entry& entry) { return entry.name != first->name; });
    append_groups(groups, {first, last}, texts_);
    first = last;
  }
  return groups;
}

}  // namespace zhailu::write
