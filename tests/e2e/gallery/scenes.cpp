// SPDX-License-Identifier: MIT

#include "scenes.h"

#include "base/uuid.h"
#include "card/alert_stack.h"
#include "card/card_stack.h"
#include "console/console_frame.h"
#include "console/customer_panel.h"
#include "dialogs/board_window.h"
#include "dialogs/callbacks_window.h"
#include "dialogs/find_window.h"
#include "dialogs/handset_window.h"
#include "dialogs/sign_in_window.h"
#include "fakes/manual_clock.h"
#include "handset_scene.h"
#include "kit/ui_executor.h"
#include "kit/window_memory.h"
#include "sample_centre.h"
#include "tray/tray_icon.h"

#include <functional>
#include <map>

namespace sangdam::gallery {

using namespace std::chrono_literals;

class Stage {
public:
    Stage()
        : centre(executor), memory("/dev/null"),
          desk({centre, drafts, commands, executor, executor, clock, random}) {
        clock.set_wall(now());
        clock.advance(0ms);
    }
    ~Stage() {
        if (console != nullptr) console->Destroy();
    }

    void sign_in() {
        desk.start();
        desk.agent().sign_in("hong", base::Secret("x"));
        calls.registration.state = core::RegistrationState::Registered;
        desk.calls_changed(calls);
        tray = std::make_unique<ui::TrayIcon>(
            ui::TrayIcon::Presenters{desk.agent(), desk.queue(), desk.calls(), desk.alerts()},
            ui::TrayDoors{[] {}, [] {}, [] {}, [] {}, [] {}, [](const core::PhoneNumber&) {},
                          [] {}});
    }
    void open_console() {
        console =
            new ui::ConsoleFrame(desk, clock, memory, {[] {}, [] {}, [] {}, [] {}, [] {}, [] {}});
        console->open();
    }
    void open_cards() {
        cards = std::make_unique<ui::CardStack>(desk.cards(), desk.controls(),
                                                ui::CardDoors{[](const desk::CardView&) {}});
    }
    desk::CallView& ring(unsigned id, const char* ref, const char* number) {
        desk::CallView view;
        view.call.id = core::CallId{id};
        view.call.phase = core::Phase::Ringing;
        view.call.peer = core::PhoneNumber::parse(number);
        view.call.ref = core::CallRef(ref);
        view.call.dialled = "02-555-0100";
        view.call.queue = "주문 상담";
        view.began = clock.now();
        return calls.live.emplace_back(view);
    }
    void changed() { desk.calls_changed(calls); }
    void talk(std::chrono::seconds since) {
        auto& call = calls.live.front();
        call.call.phase = core::Phase::Talking;
        call.answered = clock.now();
        changed();
        clock.advance(since);
        changed();
    }
    void end(std::size_t index, core::EndCause cause) {
        auto call = calls.live[index];
        calls.live.erase(calls.live.begin() + static_cast<std::ptrdiff_t>(index));
        call.call.phase = core::Phase::Ended;
        call.call.cause = cause;
        call.ended = clock.now();
        calls.ended.push_back(call);
        changed();
    }

    ui::UiExecutor executor;
    fakes::ManualClock clock;
    base::SystemRandom random;
    SampleCentre centre;
    SampleDrafts drafts;
    NoCommands commands;
    ui::WindowMemory memory;
    desk::CallsView calls;
    desk::Desk desk;
    ui::ConsoleFrame* console = nullptr;
    std::unique_ptr<ui::CardStack> cards;
    std::unique_ptr<ui::AlertStack> alerts;
    std::unique_ptr<ui::TrayIcon> tray;
    std::shared_ptr<ui::ScreenHandset> handset;
    std::unique_ptr<HandsetScene> handset_page;
    std::vector<base::Timer> later;
    // After the answers have come, which are posted.
    void then(std::function<void()> act, std::chrono::milliseconds delay = 300ms) {
        // On a slow machine the first window takes longer than any of these delays.
        executor.post([this, act = std::move(act), delay]() mutable {
            later.push_back(executor.after(delay, std::move(act)));
        });
    }
};

void StageEnds::operator()(Stage* stage) const { delete stage; }

namespace {

void three_wait(Stage& s) {
    s.centre.waiting = {waits("w1", "010-5555-1212", "", 72s),
                        waits("w2", "010-3333-4444", "정하늘", 42s, "a2"),
                        waits("w3", "02-777-1234", "", 8s)};
}

void card_known(Stage& s) {
    three_wait(s);
    s.sign_in();
    s.open_cards();
    s.then([&s] {
        s.ring(1, "w1", "010-1234-5678");
        s.changed();
        s.clock.advance(4s);
        s.changed();
    });
}

void card_stack(Stage& s) {
    card_known(s);
    s.then(
        [&s] {
            s.ring(2, "x2", "010-7777-8888");
            s.ring(3, "x3", "anonymous");
            s.ring(4, "x4", "010-1234-5678");
            s.changed();
        },
        500ms);
    s.then([&s] { s.end(3, core::EndCause::Cancelled); }, 900ms);
}

void card_elsewhere(Stage& s) {
    card_known(s);
    s.then([&s] { s.end(0, core::EndCause::AnsweredElsewhere); }, 900ms);
}

void console_idle(Stage& s) {
    s.sign_in();
    s.open_console();
}

void console_call(Stage& s) {
    three_wait(s);
    s.sign_in();
    s.open_console();
    s.then([&s] {
        s.ring(1, "w0", "010-1234-5678");
        s.changed();
        s.talk(32s);
    });
    s.then(
        [&s] {
            s.desk.wrap_up().set_category(core::CategoryId("12"));
            s.desk.wrap_up().set_emotion("부정");
            s.desk.wrap_up().set_note("운송장 조회 요청. 내일 오전까지 회신 약속.");
        },
        600ms);
}

void console_orders(Stage& s) {
    console_call(s);
    s.then(
        [&s] {
            wxKeyEvent key(wxEVT_CHAR_HOOK); // Ctrl+3
            key.m_keyCode = '3';
            key.SetControlDown(true);
            s.console->ProcessWindowEvent(key);
            s.desk.orders().choose("s1:202611230011");
        },
        700ms);
}

void console_orders_claim(Stage& s) {
    console_orders(s);
    s.then([&s] { s.desk.orders().choose("s2:202611230007"); }, 900ms);
}

void console_orders_perhaps(Stage& s) {
    console_orders(s);
    s.then([&s] { s.desk.orders().choose("s1:202611230003"); }, 900ms);
}

void console_ringing(Stage& s) {
    three_wait(s);
    s.sign_in();
    s.open_console();
    s.open_cards();
    s.then([&s] {
        s.ring(1, "w0", "010-1234-5678");
        s.changed();
    });
}

void console_wrap_up(Stage& s) {
    core::Draft draft;
    draft.wrap_up.call = core::CallRef("d1");
    draft.wrap_up.note = "재통화 필요";
    draft.caller = core::PhoneNumber::parse("010-2222-3333");
    draft.heading = "010-****-3333";
    draft.changed = now() - 31min;
    s.drafts.drafts = {draft};
    console_call(s);
    s.then(
        [&s] {
            s.end(0, core::EndCause::RemoteHangup);
            s.clock.advance(12s);
        },
        900ms);
}

void console_offline(Stage& s) {
    console_call(s);
    s.then(
        [&s] {
            s.centre.listener->link_changed(core::LinkState::Offline);
            s.calls.registration.state = core::RegistrationState::Unreachable;
            s.changed();
        },
        900ms);
}

void console_edit(Stage& s) {
    console_call(s);
    s.then([&s] { s.desk.customer().edit(); }, 900ms);
}

void console_new(Stage& s) {
    three_wait(s);
    s.sign_in();
    s.open_console();
    s.then([&s] { s.desk.customer().select(core::PhoneNumber::parse("010-5555-1212")); });
    s.then([&s] { s.desk.queue().pick_up(core::CallRef("w1")); }, 600ms);
}

void console_busy(Stage& s) {
    static std::vector<std::string> keep;
    for (int i = 0; i < 100; ++i) {
        const auto ref = "q" + std::to_string(i);
        const auto number = "0108888" + std::to_string(1000 + i * 37);
        s.centre.waiting.push_back(
            waits(ref.c_str(), number.c_str(), "", std::chrono::seconds{400 - 4 * i}));
    }
    s.sign_in();
    s.open_console();
}

void sign_in_refused(Stage& s) {
    s.centre.refuse_sign_in = true;
    auto* window = new ui::SignInWindow(
        s.desk.agent(), {"https://hub.example.com", "hong"}, [](const ui::SignInWish&) {}, [] {});
    window->open();
    s.then([&s] { s.desk.agent().sign_in("hong", base::Secret("x")); });
}

void console_timeline(Stage& s) {
    console_call(s);
    s.then([&s] { s.console->customer_panel().show_tab(1); }, 900ms);
}

void console_transfer(Stage& s) {
    console_call(s);
    s.then([&s] { s.console->customer_panel().toggle_transfer(); }, 900ms);
}

void console_abuse(Stage& s) {
    console_call(s);
    s.then(
        [&s] {
            s.desk.abuse().warn("[폭언] 10:31 1차 경고");
            s.console->customer_panel().open_warning();
        },
        900ms);
}

void console_outcall(Stage& s) {
    three_wait(s);
    s.sign_in();
    s.open_console();
    s.then([&s] {
        s.desk.customer().select(core::PhoneNumber::parse("010-1234-5678"));
        s.desk.outcalls().call("010-1234-5678");
    });
}

void alerts(Stage& s) {
    s.sign_in();
    s.alerts = std::make_unique<ui::AlertStack>(s.desk.alerts(),
                                                ui::AlertDoors{[](const core::Callback&) {}, {}});
}

void callbacks(Stage& s) {
    s.sign_in();
    auto* window =
        new ui::CallbacksWindow(s.desk.callbacks(), s.desk.agent(), s.clock,
                                {[](const core::Callback&) {}, [](const core::Callback&) {}});
    s.then([window] { window->open(); });
}

void board(Stage& s) {
    s.centre.role = core::Role::Supervisor;
    s.sign_in();
    auto* window = new ui::BoardWindow(s.desk.board(), s.clock);
    s.then([window] { window->open(); });
}

void find(Stage& s) {
    s.sign_in();
    auto* window = new ui::FindWindow(s.desk.finder(), [](const core::Customer&) {});
    window->open();
    s.then([&s] { s.desk.finder().type("김민"); });
}

void handset_rings(Stage& s) {
    s.handset = std::make_shared<ui::ScreenHandset>(s.executor);
    auto* window = new ui::HandsetWindow(s.handset, s.executor);
    window->Show();
    s.then([&s] { s.handset->show({core::HandsetView::Line::Ringing, false, false}); });
}

void handset_talks(Stage& s) {
    handset_rings(s);
    s.then(
        [&s] {
            s.handset->lift();
            s.handset->show({core::HandsetView::Line::Active, false, true});
        },
        600ms);
}

template <HandsetSample sample>
void handset_page(Stage& s) {
    s.handset_page = std::make_unique<HandsetScene>(s.executor, sample);
}

const std::map<std::string, void (*)(Stage&)>& scenes() {
    static const std::map<std::string, void (*)(Stage&)> all{
        {"card_known", card_known},
        {"card_stack", card_stack},
        {"card_elsewhere", card_elsewhere},
        {"console_idle", console_idle},
        {"console_call", console_call},
        {"console_orders", console_orders},
        {"console_orders_claim", console_orders_claim},
        {"console_orders_perhaps", console_orders_perhaps},
        {"console_ringing", console_ringing},
        {"console_wrap_up", console_wrap_up},
        {"console_offline", console_offline},
        {"console_edit", console_edit},
        {"console_new", console_new},
        {"console_busy", console_busy},
        {"alerts", alerts},
        {"callbacks", callbacks},
        {"board", board},
        {"console_abuse", console_abuse},
        {"console_outcall", console_outcall},
        {"console_timeline", console_timeline},
        {"console_transfer", console_transfer},
        {"find", find},
        {"sign_in", sign_in_refused},
        {"handset_rings", handset_rings},
        {"handset_talks", handset_talks},
        {"handset_page", handset_page<HandsetSample::Pressed>},
        {"handset_lesson", handset_page<HandsetSample::Lesson>},
        {"handset_none", handset_page<HandsetSample::None>}};
    return all;
}

} // namespace

std::vector<std::string> scene_names() {
    std::vector<std::string> names;
    for (const auto& [name, open] : scenes()) names.push_back(name);
    return names;
}

StagePtr open_scene(const std::string& name) {
    const auto scene = scenes().find(name);
    if (scene == scenes().end()) return nullptr;
    StagePtr stage(new Stage);
    scene->second(*stage);
    return stage;
}

} // namespace sangdam::gallery
