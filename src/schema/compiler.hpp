#pragma once

#include "schema/compiled.hpp"

namespace zhailu::schema {

// Compiles the documents into `nodes`; `roots` gets the first `validatable` ones. All errors, or
// none.
Diagnostics compile_documents(std::deque<NamedSchema>& documents, std::size_t validatable,
                              bool refuse_unknown_keywords, std::deque<Node>& nodes,
                              std::map<std::string, Root, std::less<>>& roots);

}  // namespace zhailu::schema
