#include "link/entity_linker.hpp"

#include <algorithm>

#include "link/name_forms.hpp"

namespace zhailu::link {
namespace {

constexpr std::int32_t kNone = -1;

// Assigns the mentions of one type to entities, in text order.
class Assigner {
 public:
  Assigner(model::Links& links, const NameForms& names, ruleset::TypeId type)
      : links_(links),
        names_(names),
        type_(type),
        own_entity_(names.forms.size(), kNone),
        nearest_longer_(names.forms.size(), kNone),
        first_longer_(names.forms.size(), kNone) {}

  void run() {
    for (std::size_t mention = 0; mention < names_.form_of.size(); ++mention) {
      if (names_.form_of[mention] >= 0) assign(static_cast<std::int32_t>(mention));
    }
    for (const std::int32_t mention : waiting_) {
      const std::size_t form = form_of(mention);
      put(mention, first_longer_[form] != kNone ? first_longer_[form] : entity_of_form(form));
    }
  }

 private:
  [[nodiscard]] std::size_t form_of(std::int32_t mention) const {
    return static_cast<std::size_t>(names_.form_of[static_cast<std::size_t>(mention)]);
  }

  void assign(std::int32_t mention) {
    const std::size_t form = form_of(mention);
    const bool has_alias = names_.root(form) != form || own_entity_[form] != kNone;
    if (names_.forms[form].is_short && !has_alias) {
      if (nearest_longer_[form] == kNone) {
        waiting_.push_back(mention);
        return;
      }
      put(mention, nearest_longer_[form]);
      hold(form, nearest_longer_[form]);
      return;
    }
    const std::int32_t entity = entity_of_form(form);
    put(mention, entity);
    hold(form, entity);
  }

  // From here on the short forms of `form` mean `entity`.
  void hold(std::size_t form, std::int32_t entity) {
    for (const std::size_t shorter : names_.forms[form].shorter) {
      nearest_longer_[shorter] = entity;
      if (first_longer_[shorter] == kNone) first_longer_[shorter] = entity;
    }
  }

  std::int32_t entity_of_form(std::size_t form) {
    std::int32_t& entity = own_entity_[names_.root(form)];
    if (entity == kNone) {
      entity = static_cast<std::int32_t>(links_.entities.size());
      links_.entities.push_back({type_, kNone, {}, {}});
    }
    return entity;
  }

  void put(std::int32_t mention, std::int32_t entity) {
    links_.entity_of[static_cast<std::size_t>(mention)] = entity;
    links_.entities[static_cast<std::size_t>(entity)].mentions.push_back(mention);
  }

  model::Links& links_;
  const NameForms& names_;
  ruleset::TypeId type_;
  std::vector<std::int32_t> own_entity_;      // by form
  std::vector<std::int32_t> nearest_longer_;  // by form: the entity of the last longer name so far
  std::vector<std::int32_t> first_longer_;
  std::vector<std::int32_t> waiting_;  // short forms without a longer name before them
};

// Names the entities of one type: the longest form, the first of equal ones; the rest are aliases.
class Namer {
 public:
  Namer(model::Analysis& analysis, const ruleset::Pack& pack, const NameForms& names)
      : links_(analysis.links), reader_(analysis, pack), names_(names) {}

  void run(std::size_t first_entity) {
    collect_unmentioned();
    for (std::size_t i = first_entity; i < links_.entities.size(); ++i) name(links_.entities[i]);
  }

 private:
  using Place = std::pair<std::size_t, Span<Normalized>>;  // form, where it stands

  // Aliases that the text gives and never uses: by the root of their form.
  void collect_unmentioned() {
    for (std::size_t form = 0; form < names_.forms.size(); ++form) {
      if (names_.forms[form].mentions.empty()) unmentioned_[names_.root(form)].push_back(form);
    }
  }

  void name(model::Entity& entity) {
    std::sort(entity.mentions.begin(), entity.mentions.end());
    std::vector<Place> places;  // of its forms, the first of each
    std::unordered_map<std::size_t, bool> seen;
    for (const std::int32_t mention : entity.mentions) {
      const std::size_t form = form_of(mention);
      if (!seen.emplace(form, true).second) continue;
      places.emplace_back(form, reader_.value_span(mention));
      if (entity.name == kNone || length(form) > length(form_of(entity.name)))
        entity.name = mention;
    }
    add_aliases(entity, std::move(places));
  }

  void add_aliases(model::Entity& entity, std::vector<Place> places) {
    const std::size_t named = form_of(entity.name);
    const auto unmentioned = unmentioned_.find(names_.root(named));
    if (unmentioned != unmentioned_.end()) {
      for (const std::size_t form : unmentioned->second) {
        places.emplace_back(form, names_.forms[form].first);
      }
    }
    for (const auto& [form, span] : places) {
      if (form != named) entity.aliases.push_back(span);
    }
    std::sort(entity.aliases.begin(), entity.aliases.end(),
              [](auto left, auto right) { return left.begin < right.begin; });
  }

  [[nodiscard]] std::size_t form_of(std::int32_t mention) const {
    return static_cast<std::size_t>(names_.form_of[static_cast<std::size_t>(mention)]);
  }
  [[nodiscard]] std::size_t length(std::size_t form) const { return names_.forms[form].length; }

  model::Links& links_;
  ruleset::MentionReader reader_;
  const NameForms& names_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> unmentioned_;
};

void order_by_place(model::Links& links) {
  std::vector<std::size_t> order(links.entities.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return links.entities[a].mentions.front() < links.entities[b].mentions.front();
  });
  std::vector<model::Entity> sorted;
  sorted.reserve(order.size());
  for (const std::size_t from : order) sorted.push_back(std::move(links.entities[from]));
  links.entities = std::move(sorted);
  for (std::size_t i = 0; i < links.entities.size(); ++i) {
    for (const std::int32_t mention : links.entities[i].mentions) {
      links.entity_of[static_cast<std::size_t>(mention)] = static_cast<std::int32_t>(i);
    }
  }
}

}  // namespace

void link_entities(model::Analysis& analysis, const ruleset::Pack& pack) {
  model::Links& links = analysis.links;
  links.entities.clear();
  links.entity_of.assign(analysis.mentions.size(), kNone);
  for (const ruleset::RecordType& record : pack.records) {
    const bool wanted =
        record.merge.by != ruleset::kNoName && record.merge.where == ruleset::Where::kDocument;
    if (!wanted) continue;
    const NameForms names = collect_name_forms(analysis, pack, record);
    const std::size_t first = links.entities.size();
    Assigner(links, names, record.mention).run();
    Namer(analysis, pack, names).run(first);
  }
  order_by_place(links);
}

}  // namespace zhailu::link
