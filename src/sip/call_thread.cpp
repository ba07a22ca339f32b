// SPDX-License-Identifier: MIT

#include "sip/call_thread.h"

#include "base/log.h"
#include "base/strand.h"
#include "sip/stack_access.h"
#include "sip/tls_trouble.h"

#include <cassert>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <latch>
#include <map>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

// su_time0.c: called with the time that all of the stack's timers count by. Not in a public header.
extern "C" {
extern void (*_su_time)(su_time_t* tv);
}

namespace sangdam::sip {
namespace {

using namespace std::chrono_literals;
constexpr auto kPatience = 1500ms; // For the goodbyes of closed endpoints.

// The stack counts by the wall clock, which jumps when NTP or a person corrects it; calls would
// time out or hang. It gets wall time as it was at the start, plus monotonic time since.
void steady_time(su_time_t* tv) {
    using namespace std::chrono;
    static const auto start = std::pair{su_time_t{*tv}, steady_clock::now()};
    const auto since = duration_cast<microseconds>(steady_clock::now() - start.second).count();
    const auto total = static_cast<std::int64_t>(start.first.tv_usec) + since;
    tv->tv_sec = start.first.tv_sec + static_cast<unsigned long>(total / 1'000'000);
    tv->tv_usec = static_cast<unsigned long>(total % 1'000'000);
}

void log_line(void*, const char* format, va_list arguments) {
    char line[512];
    const int n = std::vsnprintf(line, sizeof line, format, arguments);
    if (n <= 0) return;
    std::string_view text{line};
    tls_trouble_of_this_thread().hear(text);
    if (!base::log::enabled(base::log::Level::Debug)) return;
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    base::log::write(base::log::Level::Debug, "sofia", text);
}

void start_stack_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        su_init();
        _su_time = steady_time;
        su_log_redirect(nullptr, log_line, nullptr);
    });
}

} // namespace

struct CallThread::Loop {
    explicit Loop(std::string thread_name)
        : name(std::move(thread_name)), thread([this] { run(); }) {
        started.wait();
    }

    struct Pending {
        Loop* loop;
        std::uint64_t id;
        su_timer_t* timer;
        base::Task task;
    };

    void run();
    void post(base::Task task);
    void run_posted();
    void close();
    void leave_if_done();
    void leave();
    base::Timer after(std::chrono::milliseconds delay, base::Task task);
    void cancel(std::uint64_t id);
    static void wake(su_root_magic_t*, su_msg_r message, su_msg_arg_t*);
    static void fire(su_root_magic_t*, su_timer_t*, su_timer_arg_t* argument);

    const std::string name;
    std::latch started{1};
    su_root_t* root = nullptr; // Set before `started`, never changed while others may look.

    // Executors are what base/ has a mutex for; this one must wake sofia's loop and not a
    // condition.
    std::mutex mutex;
    std::vector<base::Task> tasks; // Guarded by mutex.
    bool closed = false;           // Guarded by mutex.

    // The rest belongs to the loop's own thread.
    std::map<std::uint64_t, std::unique_ptr<Pending>> timers;
    std::uint64_t next_timer = 1;
    int guests = 0;
    bool leaving = false;
    bool done = false;
    std::vector<base::Task> between;
    base::Timer patience;
    std::thread thread; // Last: starts only when everything above exists.
};

void CallThread::Loop::run() {
    base::name_this_thread(name);
    start_stack_once();
    root = su_root_create(nullptr);
    if (root == nullptr) {
        base::log::error("sip", "cannot make an event loop: no descriptors or memory left");
        std::terminate(); // Nothing of a telephone works without it.
    }
    su_root_threading(root, 0); // Endpoints run on this very thread.
    started.count_down();
    do {
        su_root_run(root);
        for (auto& task : std::exchange(between, {})) task();
    } while (!done);
    patience.reset();
    while (!timers.empty()) cancel(timers.begin()->first);
    if (guests == 0) {
        su_root_destroy(root);
    } else {
        // Destroying the loop under a living endpoint is undefined; a leak at exit is not.
        base::log::warn("sip", "{} endpoints did not finish their goodbyes in time", guests);
    }
}

void CallThread::Loop::wake(su_root_magic_t*, su_msg_r message, su_msg_arg_t*) {
    (*static_cast<Loop**>(static_cast<void*>(su_msg_data(message))))->run_posted();
}

void CallThread::Loop::post(base::Task task) {
    {
        const std::lock_guard lock(mutex);
        if (closed) return;
        tasks.push_back(std::move(task));
        if (tasks.size() > 1) return; // The loop is being woken already.
    }
    su_msg_r message = SU_MSG_R_INIT;
    if (su_msg_create(message, su_root_task(root), su_task_null, wake, sizeof(Loop*)) != 0) {
        base::log::error("sip", "no memory to wake the call thread");
        return;
    }
    *static_cast<Loop**>(static_cast<void*>(su_msg_data(message))) = this;
    su_msg_send(message);
}

void CallThread::Loop::run_posted() {
    std::vector<base::Task> batch;
    {
        const std::lock_guard lock(mutex);
        batch.swap(tasks);
    }
    for (auto& task : batch) std::exchange(task, nullptr)();
}

void CallThread::Loop::close() {
    {
        const std::lock_guard lock(mutex);
        closed = true; // What was posted before this ran before it; later posts are dropped.
    }
    leaving = true;
    patience = after(kPatience, [this] { leave(); });
    leave_if_done();
}

void CallThread::Loop::leave_if_done() {
    if (leaving && guests == 0) leave();
}

void CallThread::Loop::leave() {
    done = true;
    su_root_break(root);
}

base::Timer CallThread::Loop::after(std::chrono::milliseconds delay, base::Task task) {
    auto* timer = su_timer_create(su_root_task(root), 0);
    if (timer == nullptr) {
        base::log::error("sip", "no memory for a timer");
        return {};
    }
    const auto id = next_timer++;
    auto pending = std::make_unique<Pending>(Pending{this, id, timer, std::move(task)});
    // +1: the loop counts whole milliseconds, and a timer must not be early.
    su_timer_set_interval(timer, fire, static_cast<su_timer_arg_t*>(pending.get()),
                          static_cast<su_duration_t>(delay.count() + 1));
    timers.emplace(id, std::move(pending));
    return base::Timer([this, id] { cancel(id); });
}

void CallThread::Loop::cancel(std::uint64_t id) {
    const auto found = timers.find(id);
    if (found == timers.end()) return;
    const auto pending = std::move(found->second); // Its task may own timers of its own.
    timers.erase(found);
    su_timer_destroy(pending->timer);
}

void CallThread::Loop::fire(su_root_magic_t*, su_timer_t*, su_timer_arg_t* argument) {
    auto* pending = static_cast<Pending*>(argument);
    auto* loop = pending->loop;
    const auto task = std::move(pending->task);
    loop->cancel(pending->id);
    task();
}

CallThread::CallThread(std::string name) : loop_(std::make_unique<Loop>(std::move(name))) {}

CallThread::~CallThread() {
    assert(!is_current());
    loop_->post([loop = loop_.get()] { loop->close(); });
    loop_->thread.join();
}

void CallThread::post(base::Task task) { loop_->post(std::move(task)); }

bool CallThread::is_current() const { return std::this_thread::get_id() == loop_->thread.get_id(); }

base::Timer CallThread::after(std::chrono::milliseconds delay, base::Task task) {
    assert(is_current());
    return loop_->after(delay, std::move(task));
}

su_root_t* StackAccess::root(CallThread& thread) {
    assert(thread.is_current());
    return thread.loop_->root;
}

void StackAccess::guest_came(CallThread& thread) { ++thread.loop_->guests; }

void StackAccess::run_outside_loop(CallThread& thread, base::Task task) {
    thread.loop_->between.push_back(std::move(task));
    su_root_break(thread.loop_->root);
}

void StackAccess::guest_left(CallThread& thread) {
    --thread.loop_->guests;
    thread.loop_->leave_if_done();
}

} // namespace sangdam::sip
