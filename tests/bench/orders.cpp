// SPDX-License-Identifier: MIT
//
// The mirror at size: how long it takes to find the orders of a number among many, and the card's
// counts. Prints JSON. --engine sqlite|postgres --lines 1000000
// --looks 2000 [--database FILE].

#include "rig/postgres/private_postgres.h"
#include "store/centre_store.h"
#include "store/postgres/postgres_database.h"
#include "store/sqlite/sqlite_database.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace sangdam;
using Clock = std::chrono::steady_clock;
constexpr int kBatch = 300; // As the shop gives them.

core::PhoneNumber buyer(std::uint64_t n) {
    return core::PhoneNumber::parse(fmt::format("010{:08}", 20'000'000 + n));
}

core::OrderLine line(std::uint64_t n, std::uint64_t buyers, base::WallTime now) {
    core::OrderLine out;
    out.shop = core::ShopId("bench");
    out.number = fmt::format("2026{:012}", n);
    out.order = out.number;
    out.ordered_at = now - std::chrono::seconds{n * 7};
    out.status = n % 3 == 0 ? "DELIVERING" : "PURCHASE_DECIDED";
    out.product = "스테인리스 텀블러 500ml";
    out.option = "색상: 블랙";
    out.quantity = out.remaining = 1;
    out.amount = out.remaining_amount = 21'000;
    out.orderer = {"김가상", {buyer(n * 2'654'435'761U % buyers)}};
    out.receiver = {"이예시", {buyer((n * 40'503U + 7) % buyers)}};
    out.address = "04001 서울특별시 가상구 예시대로 12, 301호";
    out.memo = "문 앞에 놓아 주세요";
    out.parcel = core::OrderParcel{"DELIVERY",     "CJGLS",      "601233445566", "DELIVERING",
                                   out.ordered_at, std::nullopt, false};
    out.read_at = now;
    return out;
}

struct Times {
    std::vector<double> ms;
    void add(Clock::time_point since) {
        ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - since).count());
    }
    double at(double part) {
        std::ranges::sort(ms);
        return ms[std::min(ms.size() - 1,
                           static_cast<std::size_t>(part * static_cast<double>(ms.size())))];
    }
    std::string json() {
        return fmt::format(R"({{"p50_ms":{:.3f},"p99_ms":{:.3f},"max_ms":{:.3f}}})", at(0.5),
                           at(0.99), ms.back());
    }
};

// Many batches to a transaction: what is measured is looking, not the disk's patience.
base::Status fill(store::CentreStore& store, std::uint64_t lines, std::uint64_t buyers,
                  base::WallTime now) {
    constexpr int kBatches = 200;
    for (std::uint64_t n = 0; n < lines;) {
        SDC_TRY(auto transaction, store::Transaction::begin(store.database()));
        for (int batches = 0; batches < kBatches && n < lines; ++batches) {
            std::vector<core::OrderLine> batch;
            for (int i = 0; i < kBatch && n < lines; ++i) batch.push_back(line(n++, buyers, now));
            SDC_CHECK(store.orders.put(batch));
        }
        SDC_CHECK(transaction.commit());
    }
    return base::Done{};
}

base::Status run(store::CentreStore& store, const std::string& engine, std::uint64_t lines,
                 int looks) {
    const base::WallTime now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
    const auto buyers = std::max<std::uint64_t>(lines / 4, 1);
    SDC_TRY(const auto there, store.orders.count());
    const auto began = Clock::now();
    if (there == 0) {
        core::Shop shop;
        shop.id = core::ShopId("bench");
        shop.name = "bench";
        SDC_CHECK(store.shops.put(shop, now));
        SDC_CHECK(fill(store, lines, buyers, now));
    }
    const std::chrono::duration<double> filling = Clock::now() - began;
    std::mt19937_64 random(1);
    Times orders;
    Times summaries;
    std::uint64_t found = 0;
    for (int i = 0; i < looks; ++i) {
        const auto number = buyer(random() % buyers);
        auto since = Clock::now();
        SDC_TRY(const auto rows, store.orders.of_number(number));
        orders.add(since);
        found += rows.size();
        since = Clock::now();
        SDC_CHECK(store.orders.summary(number));
        summaries.add(since);
    }
    fmt::print(R"({{"engine":"{}","lines":{},"filled_per_s":{:.0f},"looks":{},"rows":{},)"
               R"("orders_of_number":{},"card_summary":{}}})"
               "\n",
               engine, lines, there == 0 ? static_cast<double>(lines) / filling.count() : 0.0,
               looks, found, orders.json(), summaries.json());
    return base::Done{};
}

base::Result<std::unique_ptr<store::Database>> open(const std::string& engine,
                                                    const std::string& file) {
    if (engine == "sqlite") return store::open_sqlite(file, store::IfMissing::Create);
    auto* server = rig::the_postgres(); // A private one, that goes with us.
    if (!server) return base::Error{base::Errc::NotFound, "PostgreSQL is not installed here"};
    SDC_CHECK(server->make_schema("bench"));
    return store::open_postgres({server->url("bench"), {}});
}

base::Status measure(const std::string& engine, const std::string& file, std::uint64_t lines,
                     int looks) {
    const std::string key(64, '7');
    SDC_TRY(auto sealer,
            store::Sealer::from_text(base::Secret("seal 1 " + key + "\nindex " + key + "\n")));
    SDC_TRY(auto database, open(engine, file));
    SDC_TRY(const auto centre,
            store::CentreStore::open(std::move(database), std::move(sealer), {}));
    return run(*centre, engine, lines, looks);
}

} // namespace

int main(int argc, char** argv) {
    std::uint64_t lines = 1'000'000;
    int looks = 2'000;
    std::string engine = "sqlite";
    std::string file;
    CLI::App app{"Orders of a number among many"};
    app.add_option("--lines", lines);
    app.add_option("--looks", looks);
    app.add_option("--engine", engine, "sqlite or postgres");
    app.add_option("--database", file, "A SQLite file to keep");
    CLI11_PARSE(app, argc, argv);
    const bool kept = !file.empty();
    if (!kept) file = (std::filesystem::temp_directory_path() / "sangdam-orders-bench.db").string();
    const auto measured = measure(engine, file, lines, looks);
    if (!measured) std::fputs((measured.error().what + "\n").c_str(), stderr);
    if (!kept)
        for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
    return measured ? 0 : 1;
}
