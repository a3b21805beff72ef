#pragma once

#include <functional>
#include <string>
#include <vector>

#include "zhailu/extractor.hpp"

// Documents of files and folders for the tools that look at whole archives.
namespace zhailu::authoring {

struct DocumentRunRequest {
  std::vector<std::string> paths;  // files, folders, "-"
  std::size_t jobs = 0;            // documents worked on at a time; 0: one for each core
};

// `work` is called for each document, in many threads at once; what it returns is called one after the other in the order of
// paths. Documents that cannot be read go to `fail`, in the same order. Bounded memory: a few documents for each
// job are open at a time. Errors: those of source::list_sources.
Result<void> for_each_document(
    const DocumentRunRequest& request,
    const std::function<std::function<void()>(const DocumentInput&)>& work,
    const std::function<void(const DocumentFailure&)>& fail);

}  // namespace zhailu::authoring
