#include "clients/cli/command/program.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "CLI/CLI.hpp"
#include "clients/cli/command/flags.h"
#include "clients/cli/command/help_formatter.h"
#include "clients/cli/command/run.h"
#include "clients/cli/command/unknown_words.h"
#include "clients/cli/command/value_names.h"
#include "clients/cli/session/settings.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/terminal/language.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// The language of help, before settings are known.
rpc::Language HelpLanguage(const std::vector<std::string>& arguments,
                           const Environment& environment) {
  std::string named = environment.Variable(VariableOf("--language"));
  const std::string with_value = "--language=";
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--language" && i + 1 < arguments.size()) {
      named = arguments[i + 1];
    } else if (arguments[i].rfind(with_value, 0) == 0) {
      named = arguments[i].substr(with_value.size());
    }
  }
  return ParseLanguage(named).value_or(LanguageOfLocale(environment));
}

bool Names(const std::vector<std::string>& words, std::string_view what) {
  return std::find(words.begin(), words.end(), what) != words.end();
}

// What the parser knows of the table, and what it read. Of commands that the
// words do not name it knows no more than help shows: to make all of them takes
// longer than most calls.
class Parser {
 public:
  Parser(const CommandTable& table, const Texts& texts,
         const std::vector<std::string>& words)
      : texts_(texts),
        formatter_(std::make_shared<HelpFormatter>(texts)),
        app_(texts("epiledger"), "epiledger") {
    app_.formatter(formatter_);
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_version_flag("--version", "epiledger 0.1.0", texts("--version"));
    app_.set_help_flag("--help,-h", texts("--help"));
    app_.footer(texts("EXIT_CODES"));
    for (const SettingFlag& setting : SettingFlags()) {
      app_.add_option(
              std::string(setting.flag), settings_[std::string(setting.flag)],
              Concat(texts(setting.flag), " (", VariableOf(setting.flag), ")"))
          ->type_name(std::string(setting.value));
    }
    for (const Command& command : table) {
      CLI::App& noun = NounOf(command);
      if (!Names(words, command.noun)) continue;
      CLI::App& verb = Add(command, noun);
      if (Names(words, command.verb)) AddFlags(command, verb);
    }
  }

  // Throws CLI::ParseError.
  void Parse(std::vector<std::string> arguments) {
    std::reverse(arguments.begin(), arguments.end());
    app_.parse(std::move(arguments));
  }

  // After Parse.
  [[nodiscard]] const Command& chosen() const { return *chosen_; }
  [[nodiscard]] const Arguments& arguments() const { return *arguments_; }
  [[nodiscard]] const std::map<std::string, std::string>& settings() const {
    return settings_;
  }
  [[nodiscard]] const CLI::App& app() const { return app_; }

  // After Parse threw.
  [[nodiscard]] UnknownWords unknown_words() const {
    UnknownWords words;
    words.rest = app_.remaining(true);
    for (const CLI::App* noun : app_.get_subcommands()) {
      words.noun = noun->get_name();
      for (const CLI::App* verb : noun->get_subcommands()) {
        words.verb = verb->get_name();
      }
    }
    return words;
  }

 private:
  CLI::App& NounOf(const Command& command) {
    CLI::App*& noun = nouns_[std::string(command.noun)];
    if (noun == nullptr) {
      noun = app_.add_subcommand(std::string(command.noun),
                                 texts_(Concat("noun ", command.noun)));
      noun->require_subcommand(1);
      noun->group(texts_("COMMANDS"));
      noun->fallthrough();
    }
    return *noun;
  }

  CLI::App& Add(const Command& command, CLI::App& noun) {
    CLI::App& verb =
        *noun.add_subcommand(std::string(command.verb),
                             texts_(Concat(command.noun, " ", command.verb)));
    verb.fallthrough();
    verb.group(texts_("COMMANDS"));
    return verb;
  }

  void AddFlags(const Command& command, CLI::App& verb) {
    verb.footer(Concat(texts_("EXAMPLE"), "\n  epiledger ", command.example,
                       "\n", texts_("MORE_FLAGS")));
    auto arguments = std::make_unique<Arguments>();
    for (const Flag& flag : FlagsOf(command)) {
      AddFlag(command, flag, verb, *arguments);
    }
    verb.callback([this, &command, typed = arguments.get()] {
      chosen_ = &command;
      arguments_ = typed;
    });
    typed_.push_back(std::move(arguments));
  }

  void AddFlag(const Command& command, const Flag& flag, CLI::App& verb,
               Arguments& arguments) {
    const std::string name(flag.flag);
    const std::string help = HelpOf(command, flag);
    CLI::Option* option = nullptr;
    switch (KindOf(command, flag)) {
      case FlagKind::kText:
        option = verb.add_option(name, arguments.texts[name], help);
        option->type_name(ValueNameOf(command, flag));
        break;
      case FlagKind::kList:
        option = verb.add_option(name, arguments.lists[name], help);
        option->type_name(ValueNameOf(command, flag))->allow_extra_args(false);
        break;
      case FlagKind::kSwitch:
        option = verb.add_flag(name, arguments.switches[name], help);
        break;
    }
    if (IsRequired(command, flag)) formatter_->AddNeeded(option);
  }

  // The catalogue may have a text for the flag of this command alone.
  std::string HelpOf(const Command& command, const Flag& flag) {
    const std::string own =
        Concat(command.noun, " ", command.verb, " ", flag.flag);
    const std::string help =
        texts_(texts_.Has(own) ? own : std::string(flag.flag));
    return IsRequired(command, flag) ? Concat(help, texts_("NEEDED")) : help;
  }

  const Texts& texts_;
  const std::shared_ptr<HelpFormatter> formatter_;
  CLI::App app_;
  std::map<std::string, CLI::App*> nouns_;
  std::map<std::string, std::string> settings_;
  std::vector<std::unique_ptr<Arguments>> typed_;
  const Command* chosen_ = nullptr;
  const Arguments* arguments_ = nullptr;
};

// The parser's own words only where ours do not reach: a flag without value.
std::string CauseOf(const CLI::ParseError& error, const Parser& parser,
                    const CommandTable& table, const Texts& texts) {
  const UnknownWords words = parser.unknown_words();
  const bool names_command = !words.noun.empty() && !words.verb.empty();
  return names_command && words.rest.empty()
             ? error.what()
             : ExplainUnknownWords(table, words, texts);
}

int Finish(const absl::Status& status, const Texts& texts,
           Environment& environment) {
  const std::string text = status.ok() ? "" : TextOf(status, texts);
  environment.out.flush();
  if (!text.empty()) environment.err << text << std::endl;
  return static_cast<int>(ExitCodeOf(status));
}

int Run(const Parser& parser, const Texts& help_texts,
        Environment& environment) {
  auto settings = ResolveSettings(parser.settings(), environment);
  if (!settings.ok()) {
    return Finish(settings.status(), help_texts, environment);
  }
  Session session(environment, *std::move(settings));
  return Finish(RunCommand(session, parser.chosen(), parser.arguments()),
                session.texts(), environment);
}

}  // namespace

int RunProgram(const CommandTable& table,
               const std::vector<std::string>& arguments,
               Environment& environment) {
  const Texts texts(HelpLanguage(arguments, environment));
  Parser parser(table, texts, arguments);
  try {
    parser.Parse(arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      return parser.app().exit(error, environment.out, environment.err);
    }
    environment.err << texts("BAD_USAGE",
                             {{"cause", CauseOf(error, parser, table, texts)}})
                    << std::endl;
    return static_cast<int>(ExitCode::kUsage);
  }
  return Run(parser, texts, environment);
}

}  // namespace epiledger::cli
