// SPDX-License-Identifier: MIT

#include "hubd/care.h"

#include "base/match.h"
#include "hubd/records.h"
#include "store/backup.h"
#include "store/centre_store.h"
#include "store/key_rotation.h"
#include "store/verify.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <memory>

namespace sangdam::hubd {
namespace {

using base::Errc;
using base::Error;
using Text = base::Result<std::string>;

struct Care {
    const config::HubSettings& settings;
    const base::Clock& clock;
    const store::Progress& progress;

    base::Result<std::unique_ptr<store::CentreStore>> open() const {
        SDC_TRY(auto sealer, store::Sealer::open(settings.key_file));
        SDC_TRY(auto database, open_database(settings, Patience::Long));
        return store::CentreStore::open(std::move(database), std::move(sealer), clock.wall());
    }
};

std::string table_lines(const std::vector<std::pair<std::string, std::uint64_t>>& tables) {
    std::string text;
    for (const auto& [table, rows] : tables) text += fmt::format("{}\t{}\n", table, rows);
    return text;
}

std::string moment(base::WallTime at) {
    return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(at)));
}

Text back_up(const Care& care, const BackUp& order) {
    SDC_TRY(const auto store, care.open());
    SDC_TRY(const auto seen, store::back_up(store->database(), store->sealer(), order.file,
                                            care.clock.wall(), care.progress));
    return table_lines(seen.tables) +
           fmt::format("{} rows are in {}. It opens only with the key file {}: keep a copy of that "
                       "one too, in another place.\n",
                       seen.rows, order.file, care.settings.key_file);
}

Text restore(const Care& care, const Restore& order) {
    SDC_TRY(auto sealer, store::Sealer::open(care.settings.key_file));
    SDC_TRY(auto database, open_database(care.settings, Patience::Long));
    SDC_CHECK(database->be_alone());
    SDC_TRY(const auto seen,
            store::restore(order.file, *database, sealer,
                           order.overwrite ? store::IfFull::Overwrite : store::IfFull::Refuse,
                           care.clock.wall(), care.progress));
    return table_lines(seen.tables) +
           fmt::format("{} rows of {} are restored.\n", seen.rows, moment(seen.made_at));
}

Text verify_database(const Care& care) {
    SDC_TRY(const auto store, care.open());
    SDC_TRY(const auto verified,
            store::verify_records(store->database(), store->sealer(), care.progress));
    std::string text =
        table_lines(verified.rows) + fmt::format("access_log\t{}\n", verified.access_entries);
    if (verified.broken.empty())
        return text + "Every sealed value opens, and the access log is whole.\n";
    for (const auto& sentence : verified.broken) text += sentence + '\n';
    return Error{Errc::BadInput, text + "The records are damaged; restore them from a backup."};
}

Text verify(const Care& care, const Verify& order) {
    if (order.file.empty()) return verify_database(care);
    SDC_TRY(const auto sealer, store::Sealer::open(care.settings.key_file));
    SDC_TRY(const auto seen, store::verify_backup(order.file, sealer, care.progress));
    return table_lines(seen.tables) +
           fmt::format("{} rows of {}: complete, unchanged, and every sealed value opens.\n",
                       seen.rows, moment(seen.made_at));
}

Text rotate_keys(const Care& care) {
    SDC_TRY(const auto database, open_database(care.settings, Patience::Long));
    SDC_CHECK(database->be_alone());
    SDC_TRY(const auto rotated,
            store::rotate_keys(*database, care.settings.key_file, care.progress));
    return fmt::format("{}{} rows are sealed with a new key. The former keys are in {}: backups "
                       "made before today need them; move that file to a safe place.\n",
                       rotated.resumed ? "A rotation that was cut off is finished. " : "",
                       rotated.rows, rotated.former.string());
}

Text verify_access_log(const Care& care) {
    SDC_TRY(const auto store, care.open());
    SDC_TRY(const auto broken, store->access_log.verify());
    if (!broken) return std::string("The access log is whole.\n");
    return Error{Errc::BadInput, fmt::format("the access log was changed: entry {} is not what was "
                                             "written, or is missing",
                                             *broken)};
}

Text show(store::CentreStore& store) {
    SDC_TRY(const auto rules, store.retention.rules());
    return fmt::format("calls\t{} days\ncustomers\t{} days\naccess log\t{}\n", rules.calls.count(),
                       rules.customers.count(),
                       rules.access_log.count() > 0
                           ? fmt::format("{} days, or longer by law", rules.access_log.count())
                           : "one year, two from 50,000 customers");
}

Text set_retention(const Care& care, const SetRetention& order) {
    SDC_TRY(const auto store, care.open());
    SDC_TRY(auto rules, store->retention.rules());
    if (order.calls != 0) rules.calls = std::chrono::days(order.calls);
    if (order.customers != 0) rules.customers = std::chrono::days(order.customers);
    if (order.access_log != 0) rules.access_log = std::chrono::days(order.access_log);
    SDC_CHECK(store->retention.set_rules(rules));
    return show(*store);
}

Text run_retention(const Care& care) {
    SDC_TRY(const auto store, care.open());
    store::Forgotten all;
    for (bool more = true; more;) {
        SDC_TRY(const auto some, store->retention.run(care.clock.wall()));
        all.calls += some.calls;
        all.callbacks += some.callbacks;
        all.customers += some.customers;
        all.access_entries += some.access_entries;
        care.progress("forgotten",
                      static_cast<std::uint64_t>(all.calls + all.callbacks + all.customers));
        more = some.more;
    }
    return fmt::format(
        "forgotten: {} callers, {} callbacks, {} customers, {} entries of the access "
        "log\n",
        all.calls, all.callbacks, all.customers, all.access_entries);
}

} // namespace

Text take_care(const config::HubSettings& settings, const CareOrder& order,
               const base::Clock& clock, const store::Progress& progress) {
    const Care care{settings, clock, progress};
    return std::visit(base::Match{
                          [&](const BackUp& each) { return back_up(care, each); },
                          [&](const Restore& each) { return restore(care, each); },
                          [&](const Verify& each) { return verify(care, each); },
                          [&](const RotateKeys&) { return rotate_keys(care); },
                          [&](const VerifyAccessLog&) { return verify_access_log(care); },
                          [&](const ShowRetention&) -> Text {
                              SDC_TRY(const auto store, care.open());
                              return show(*store);
                          },
                          [&](const SetRetention& each) { return set_retention(care, each); },
                          [&](const RunRetention&) { return run_retention(care); },
                      },
                      order);
}

} // namespace sangdam::hubd
