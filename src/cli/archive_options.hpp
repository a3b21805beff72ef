#pragma once

#include <CLI/CLI.hpp>

#include "authoring/document_run.hpp"

// What the commands that look at whole archives have in common.
namespace zhailu::cli {

struct ArchiveOptions {
  authoring::DocumentRunRequest run;
  ExtractOptions extract;
};

// PATH…, --jobs and --reference-date on `app`, parsed into `options`.
void add_archive_options(CLI::App& app, ArchiveOptions& options);

// One line on standard error about a document that could not be read or finished.
void report_document(const DocumentFailure& failure);

}  // namespace zhailu::cli
