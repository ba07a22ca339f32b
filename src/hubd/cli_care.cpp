// SPDX-License-Identifier: MIT

#include "hubd/cli_care.h"

namespace sangdam::hubd {
namespace {

using Chosen = std::function<void(CareOrder)>;

void retention_commands(CLI::App& admin, const Chosen& chosen) {
    auto* retention =
        admin.add_subcommand("retention", "How long personal data are kept")->require_subcommand(1);
    retention->add_subcommand("show", "The terms")->callback([chosen] { chosen(ShowRetention{}); });
    retention->add_subcommand("run", "Forget now what is due; the hub does it every hour")
        ->callback([chosen] { chosen(RunRetention{}); });
    auto* set = retention->add_subcommand("set", "Change the terms");
    const auto terms = std::make_shared<SetRetention>(); // Lives as long as the callback.
    set->add_option("--calls-days", terms->calls, "Number, customer and note of a call")
        ->check(CLI::PositiveNumber);
    set->add_option("--customers-days", terms->customers, "Customers who no longer call")
        ->check(CLI::PositiveNumber);
    set->add_option("--access-log-days", terms->access_log, "Longer than the law asks for")
        ->check(CLI::PositiveNumber);
    set->callback([chosen, terms] { chosen(*terms); });
}

} // namespace

void care_commands(CLI::App& admin, const Chosen& chosen) {
    auto* backup = admin.add_subcommand("backup", "Write all records into one file, also while "
                                                  "hubs run");
    const auto back_up = std::make_shared<BackUp>();
    backup->add_option("file", back_up->file, "A file that is not there yet")->required();
    backup->callback([chosen, back_up] { chosen(*back_up); });

    auto* restore = admin.add_subcommand("restore", "Read a backup; every hub must be stopped");
    const auto from = std::make_shared<Restore>();
    restore->add_option("file", from->file, "The backup")->required();
    restore->add_flag("--overwrite", from->overwrite, "Replace the records that are there");
    restore->callback([chosen, from] { chosen(*from); });

    auto* verify = admin.add_subcommand("verify", "Look whether all records are as written");
    const auto what = std::make_shared<Verify>();
    verify->add_option("--backup", what->file, "A backup instead of the database");
    verify->callback([chosen, what] { chosen(*what); });

    auto* key =
        admin.add_subcommand("key", "The keys of the sealed records")->require_subcommand(1);
    key->add_subcommand("rotate", "Seal everything with a new key; every hub must be stopped")
        ->callback([chosen] { chosen(RotateKeys{}); });

    auto* log = admin.add_subcommand("access-log", "Who saw which customer")->require_subcommand(1);
    log->add_subcommand("verify", "Look whether it was changed")->callback([chosen] {
        chosen(VerifyAccessLog{});
    });
    retention_commands(admin, chosen);
}

} // namespace sangdam::hubd
