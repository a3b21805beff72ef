#include "cli/usage.hpp"

#include <algorithm>
#include <filesystem>

#include "authoring/suggestion.hpp"

namespace zhailu::cli {
namespace {

Diagnostic usage_error(std::string code, Wording message, Wording hint) {
  return {Severity::kError, std::move(code), std::move(message), std::move(hint), {}};
}

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// People who have a folder at hand name it first.
Wording command_hint(const std::string& word, const std::vector<std::string>& names) {
  if (Wording hint = authoring::did_you_mean(word, names); !hint.empty()) return hint;
  std::error_code ignored;
  if (std::filesystem::exists(word, ignored))
    return say("did you mean '{}'?", "zhailu extract " + word);
  return say("there are {}; see zhailu --help", joined(names));
}

Wording help_hint(const CLI::App& command) {
  const std::string name =
      command.get_parent() == nullptr ? std::string() : " " + command.get_name();
  return say("see zhailu{} --help", name);
}

Diagnostic unknown_option(const CLI::App& command, const std::string& argument) {
  const std::string name = argument.substr(0, argument.find('='));
  Wording hint = authoring::did_you_mean(name, option_names(command));
  if (hint.empty()) hint = help_hint(command);
  return usage_error("options.unknown_option", say("unknown option '{}'", name), std::move(hint));
}

}  // namespace

Diagnostic explain_usage(const CLI::App& program, const std::vector<std::string>& arguments,
                         const CLI::ParseError& error) {
  const std::vector<CLI::App*> chosen = program.get_subcommands();
  const CLI::App& command = chosen.empty() ? program : *chosen.front();
  if (chosen.empty() && !arguments.empty() && !arguments.front().starts_with('-')) {
    return usage_error("options.unknown_command", say("unknown command '{}'", arguments.front()),
                       command_hint(arguments.front(), command_names(program)));
  }
  if (chosen.empty() && !arguments.empty()) return unknown_option(command, arguments.front());
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> extras = program.remaining(true);
    const auto option = std::find_if(extras.begin(), extras.end(), [](const std::string& one) {
      return one.size() > 1 && one.front() == '-';
    });
    if (option != extras.end()) return unknown_option(command, *option);
    return usage_error("options.argument", say("unexpected argument '{}'", extras.front()),
                       help_hint(command));
  }
  if (chosen.empty()) {
    return usage_error("options.no_command", "no command was given",
                       say("say one of {}; see zhailu --help", joined(command_names(program))));
  }
  return usage_error("options.argument", error.what(), help_hint(command));
}

}  // namespace zhailu::cli
