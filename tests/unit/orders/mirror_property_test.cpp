// SPDX-License-Identifier: MIT
//
// Whatever happens in between – pages, 5xx, silence, cut-off answers, restarts, re-reads, orders
// that change while they are paged through – the mirror ends as the shop is.

#include "fakes/shop_bench.h"

namespace sangdam::orders {
namespace {

using namespace std::chrono_literals;

class MirrorProperty : public fakes::ShopBench, public testing::WithParamInterface<int> {
protected:
    MirrorProperty() : ShopBench(static_cast<std::uint64_t>(GetParam())) {}

    std::uint64_t dice(std::uint64_t sides) { return random.next() % sides; }

    void something_changes() {
        static const char* const kStatuses[] = {"PAYED", "DELIVERING", "DELIVERED", "CANCELED",
                                                "RETURNED"};
        if (dice(3) == 0) {
            shop.put(order(std::to_string(50'000 + made_++), clock.wall() - 1s));
            return;
        }
        auto at = shop.orders().begin();
        std::advance(at, static_cast<long>(dice(shop.orders().size())));
        auto o = at->second;
        o.status = kStatuses[dice(5)];
        o.remaining = static_cast<int>(dice(3));
        o.changed_at = clock.wall();
        shop.put(o);
    }
    void re_read_one() {
        if (mirror.empty()) return;
        auto at = mirror.begin();
        std::advance(at, static_cast<long>(dice(mirror.size())));
        source->read({at->first}, [this](auto how) {
            if (auto* lines = std::get_if<std::vector<core::OrderLine>>(&how))
                for (auto& each : *lines) take(std::move(each));
        });
    }
    int made_ = 0;
};

TEST_P(MirrorProperty, AnyInterleavingLeadsToTheSameMirror) {
    shop.rules.page = 1 + dice(9);
    shop.rules.per_second = 5;
    fill_shop(60, 24h * 3);
    settings.fill = 24h * 5;
    restart();
    shop.rules.trouble_in = 4;
    shop.rules.corrupt_in = 6;
    for (int step = 0; step < 150; ++step) {
        switch (dice(6)) {
        case 0: something_changes(); break;
        case 1: restart(); break; // In the middle of whatever was under way.
        case 2: re_read_one(); break;
        case 3: shop.forget_tokens(); break;
        default:
            if (!busy) ask();
        }
        pass(std::chrono::milliseconds{20 * (1 + dice(60))});
    }
    shop.rules.trouble_in = 0;
    shop.rules.corrupt_in = 0;
    restart();
    pass(10s, 1s);
    catch_up();
    pass(5min, 1s); // What changed in the last seconds comes with the next poll.
    catch_up();
    expect_same();
}

INSTANTIATE_TEST_SUITE_P(Seeds, MirrorProperty, testing::Range(1, 41));

} // namespace
} // namespace sangdam::orders
