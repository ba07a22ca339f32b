// SPDX-License-Identifier: MIT
//
// How quick the centre's records are, on SQLite and on PostgreSQL, durable as in a centre: one JSON
// object.
//
//   records_bench [--customers 1000000] [--calls 200000] [--races 10000] [--seconds 5]
//
// card_ms        the customer of a number, as the card asks for it
// history_ms     a page of fifty calls, of one agent and of everybody, at any depth
// wrap_ups_s     a wrap-up as the hub saves it (revision, event, first answer), one commit each
// pull           two hubs pull the same call: who won, how often nobody or both did
// backup_s, restore_s   all records into a file, and from it into the other engine

#include "fakes/records.h"
#include "rig/postgres/private_postgres.h"
#include "store/backup.h"
#include "store/centre_store.h"
#include "store/postgres/postgres_database.h"
#include "store/sqlite/sqlite_database.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <barrier>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

namespace {

using namespace sangdam;
using nlohmann::json;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Store = std::unique_ptr<store::CentreStore>;

struct Wanted {
    int customers = 1'000'000;
    int calls = 200'000;
    int races = 10'000;
    int seconds = 5;
};
constexpr int kAgents = 200;
constexpr int kLookUps = 5000;
constexpr int kPages = 2000;

template <class T>
T must(base::Result<T> result) {
    if (result) return std::move(result).value();
    std::fprintf(stderr, "records_bench: %s\n", result.error().what.c_str());
    std::exit(1);
}

double seconds_since(Clock::time_point since) {
    return std::chrono::duration<double>(Clock::now() - since).count();
}

json figures(std::vector<double> values) {
    std::ranges::sort(values);
    const auto at = [&](double share) {
        const auto place = static_cast<std::size_t>(share * static_cast<double>(values.size()));
        return values[std::min(place, values.size() - 1)];
    };
    return {{"n", values.size()}, {"p50", at(0.5)}, {"p99", at(0.99)}, {"max", values.back()}};
}

template <class Work>
json timed(int times, Work work) {
    std::vector<double> values;
    for (int i = 0; i < times; ++i) {
        const auto since = Clock::now();
        work();
        values.push_back(Milliseconds(Clock::now() - since).count());
    }
    return figures(std::move(values));
}

std::string number_of(int customer) { return fmt::format("010{:08}", customer); }
core::AgentId agent_of(int i) { return core::AgentId(fmt::format("agent-{:03}", i % kAgents)); }
core::CallRef call_of(int i) { return core::CallRef(fmt::format("call-{:08}", i)); }

void fill(store::CentreStore& store, const Wanted& wanted) {
    constexpr int kAtOnce = 10'000;
    static const char* const kNames[] = {"김민수", "이서연", "박도윤",
                                         "최지우", "정하은", "강시우"};
    for (int i = 0; i < kAgents; ++i) {
        core::Agent agent;
        agent.id = agent_of(i);
        agent.login = agent.id.value;
        agent.name = "상담원";
        must(store.agents.add(agent, "x", base::Secret("x"), fakes::moment()));
    }
    for (int i = 0; i < wanted.customers;) {
        auto all = must(store::Transaction::begin(store.database()));
        for (const int end = std::min(i + kAtOnce, wanted.customers); i < end; ++i) {
            core::Customer customer;
            customer.id = core::CustomerId(fmt::format("customer-{:08}", i));
            customer.name = kNames[i % 6] + std::to_string(i % 997);
            customer.numbers = {core::PhoneNumber::parse(number_of(i))};
            customer.memo = "문 앞에 두세요";
            must(store.customers.save(customer, fakes::moment()));
        }
        must(all.commit());
    }
    for (int i = 0; i < wanted.calls;) {
        auto all = must(store::Transaction::begin(store.database()));
        for (const int end = std::min(i + kAtOnce, wanted.calls); i < end; ++i) {
            auto call = fakes::a_call();
            call.ref = call_of(i);
            call.agent = agent_of(i);
            call.customer = {};
            call.customer_number =
                core::PhoneNumber::parse(number_of(i * 7 % std::max(1, wanted.customers)));
            call.offered_at = fakes::moment(i);
            call.ended_at = fakes::moment(i + 60);
            must(store.calls.put(call));
            if (i % 2 != 0) continue;
            auto wrap_up = fakes::a_wrap_up();
            wrap_up.call = call.ref;
            wrap_up.revision = 0;
            must(store.wrap_ups.save(wrap_up, fakes::moment(i)));
        }
        must(all.commit());
    }
}

json look_up(store::CentreStore& store, const Wanted& wanted, std::mt19937& random) {
    std::uniform_int_distribution<int> any(0, wanted.customers - 1);
    return timed(kLookUps, [&] {
        const auto card = must(
            store.history.card(core::PhoneNumber::parse(number_of(any(random))), fakes::moment()));
        if (!card.customer) std::exit(2);
    });
}

json pages(store::CentreStore& store, const Wanted& wanted, std::mt19937& random) {
    std::uniform_int_distribution<int> any(0, wanted.calls - 1);
    int turn = 0;
    return timed(kPages, [&] {
        const int i = any(random);
        const auto at = fakes::moment(i).time_since_epoch().count();
        const auto after = std::to_string(at) + '.' + call_of(i).value;
        if (++turn % 2 == 0)
            must(store.history.of_agent(agent_of(i), after, 50));
        else
            must(store.history.all(after, 50));
    });
}

// As the route does it: answer_once() around the save.
json wrap_ups(store::CentreStore& store, const Wanted& wanted) {
    int saved = 0;
    std::vector<double> values;
    const auto since = Clock::now();
    while (seconds_since(since) < wanted.seconds) {
        const auto began = Clock::now();
        auto all = must(store::Transaction::begin(store.database()));
        auto wrap_up = fakes::a_wrap_up();
        wrap_up.call = call_of((2 * saved + 1) % wanted.calls);
        const auto key = "key-" + std::to_string(saved);
        must(store.idempotency.find(agent_of(saved), key, "PUT"));
        const auto newest = store.wrap_ups.find(wrap_up.call);
        wrap_up.revision = newest ? newest->revision : 0;
        wrap_up.note = "메모 " + std::to_string(saved);
        must(store.wrap_ups.save(wrap_up, fakes::moment()));
        must(store.events.append(fakes::moment(), "call.changed",
                                 [](std::uint64_t) { return std::string(600, 'x'); }));
        must(store.idempotency.keep(agent_of(saved), key, {"PUT", 200, "", std::string(400, 'y')},
                                    fakes::moment()));
        must(all.commit());
        values.push_back(Milliseconds(Clock::now() - began).count());
        ++saved;
    }
    return {{"per_second", saved / seconds_since(since)}, {"ms", figures(std::move(values))}};
}

// Two hubs, each on its own thread and connection, start at the same moment.
json race(store::CentreStore& one, store::CentreStore& two, const Wanted& wanted) {
    for (int i = 0; i < wanted.races;) {
        auto all = must(store::Transaction::begin(one.database()));
        for (const int end = std::min(i + 1000, wanted.races); i < end; ++i) {
            core::CallRecord call;
            call.ref = core::CallRef("race-" + std::to_string(i));
            call.offered_at = fakes::moment(i);
            call.result = core::CallResult::Open;
            must(one.calls.put(call));
        }
        must(all.commit());
    }
    std::vector<char> won[2] = {std::vector<char>(static_cast<std::size_t>(wanted.races)),
                                std::vector<char>(static_cast<std::size_t>(wanted.races))};
    std::barrier start(2);
    const auto pull = [&](store::CentreStore& store, int who) {
        for (int i = 0; i < wanted.races; ++i) {
            start.arrive_and_wait();
            won[who][static_cast<std::size_t>(i)] = must(store.calls.claim(
                core::CallRef("race-" + std::to_string(i)), agent_of(who), fakes::moment()));
        }
    };
    {
        const std::jthread other([&] { pull(two, 1); });
        pull(one, 0);
    }
    int wins[2] = {0, 0};
    int nobody = 0;
    int both = 0;
    for (std::size_t i = 0; i < won[0].size(); ++i) {
        wins[0] += won[0][i];
        wins[1] += won[1][i];
        nobody += !won[0][i] && !won[1][i];
        both += won[0][i] && won[1][i];
    }
    return {{"races", wanted.races},
            {"first", wins[0]},
            {"second", wins[1]},
            {"nobody", nobody},
            {"both", both}};
}

json measure(store::CentreStore& store, store::CentreStore& other, const Wanted& wanted) {
    std::mt19937 random(5);
    json out;
    out["card_ms"] = look_up(store, wanted, random);
    out["history_ms"] = pages(store, wanted, random);
    out["wrap_ups"] = wrap_ups(store, wanted);
    out["pull"] = race(store, other, wanted);
    return out;
}

Store open(std::unique_ptr<store::Database> database, const std::filesystem::path& folder) {
    return must(store::CentreStore::open(
        std::move(database), must(store::Sealer::open(folder / "keys")), fakes::moment()));
}

json on_both(const std::filesystem::path& folder, const Wanted& wanted) {
    const store::Progress quiet = [](const std::string&, std::uint64_t) {};
    const auto sqlite = [&] {
        return open(must(store::open_sqlite(folder / "hub.db", store::IfMissing::Create)), folder);
    };
    json out{{"customers", wanted.customers}, {"calls", wanted.calls}};
    auto since = Clock::now();
    const auto one = sqlite();
    fill(*one, wanted);
    out["fill_s"] = seconds_since(since);
    since = Clock::now();
    must(store::back_up(one->database(), one->sealer(), folder / "backup", fakes::moment(), quiet));
    out["sqlite"]["backup_s"] = seconds_since(since);
    out["sqlite"].update(measure(*one, *sqlite(), wanted));

    const auto server = rig::PrivatePostgres::start(rig::OnDisk::Durable);
    if (!server) {
        out["postgresql"] = server.error().what;
        return out;
    }
    store::PostgresPatience patience;
    patience.answer = std::chrono::hours(1);
    const auto connect = [&] {
        return must(store::open_postgres({(*server)->url(), {}}, patience));
    };
    {
        since = Clock::now();
        const auto database = connect();
        must(store::restore(folder / "backup", *database, one->sealer(), store::IfFull::Refuse,
                            fakes::moment(), quiet));
        out["postgresql"]["restore_s"] = seconds_since(since);
        must(database->script("ANALYZE"));
    }
    out["postgresql"].update(measure(*open(connect(), folder), *open(connect(), folder), wanted));
    return out;
}

} // namespace

int main(int argc, char** argv) {
    Wanted wanted;
    CLI::App app{"How quick the centre's records are"};
    app.add_option("--customers", wanted.customers);
    app.add_option("--calls", wanted.calls);
    app.add_option("--races", wanted.races);
    app.add_option("--seconds", wanted.seconds);
    CLI11_PARSE(app, argc, argv);
    std::string name = (std::filesystem::temp_directory_path() / "records-XXXXXX").string();
    if (!::mkdtemp(name.data())) return 1;
    std::puts(on_both(name, wanted).dump(2).c_str());
    std::filesystem::remove_all(name);
}
