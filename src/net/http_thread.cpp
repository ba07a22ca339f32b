// SPDX-License-Identifier: MIT

#include "net/http_thread.h"

#include "base/log.h"
#include "base/mailbox.h"
#include "base/strand.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <optional>
#include <thread>
#include <utility>

namespace sangdam::net {
namespace {

using base::TimePoint;
using std::chrono::milliseconds;

struct EasyCloser {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListCloser {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct MultiCloser {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

// One exchange. libcurl writes into it from inside curl_multi_perform, where nothing of ours may
// be called: callbacks would add and remove handles, which libcurl forbids there.
struct Transfer {
    std::unique_ptr<CURL, EasyCloser> easy;
    std::unique_ptr<curl_slist, ListCloser> headers;
    HttpRequest request; // Owns what libcurl reads.
    std::string received;
    std::vector<std::pair<std::string, std::string>> answered; // Headers.
    std::size_t longest = 0;
    bool too_long = false;
    std::array<char, CURL_ERROR_SIZE> trouble{};
    std::function<void(base::Result<HttpAnswer>)> done;
    std::optional<HttpStream> stream;
    StreamId id{};
    bool opened = false;
};

std::size_t write_body(char* data, std::size_t one, std::size_t count, void* to) {
    auto& transfer = *static_cast<Transfer*>(to);
    const auto size = one * count;
    if (transfer.received.size() + size > transfer.longest) {
        transfer.too_long = true;
        return 0; // Ends the transfer with CURLE_WRITE_ERROR.
    }
    transfer.received.append(data, size);
    return size;
}

// One line, CRLF included. A new status line begins a new set: 100 Continue had headers, too.
std::size_t read_header(char* data, std::size_t one, std::size_t count, void* to) {
    constexpr std::size_t kMost = 100;
    auto& headers = static_cast<Transfer*>(to)->answered;
    const std::string_view line(data, one * count);
    if (line.starts_with("HTTP/")) headers.clear();
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || headers.size() >= kMost) return line.size();
    std::string name(line.substr(0, colon));
    for (auto& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    auto value = line.substr(colon + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t'))
        value.remove_prefix(1);
    while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' '))
        value.remove_suffix(1);
    headers.emplace_back(std::move(name), std::string(value));
    return line.size();
}

base::Errc errc_of(CURLcode code) {
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return base::Errc::TimedOut;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT: return base::Errc::BadInput;
    default: return base::Errc::Unavailable;
    }
}

base::Error error_of(const Transfer& transfer, CURLcode code) {
    if (transfer.too_long) return {base::Errc::Unavailable, "the answer is too long"};
    const std::string_view detail = transfer.trouble.data();
    return {errc_of(code), std::string(detail.empty() ? curl_easy_strerror(code) : detail)};
}

int status_of(const Transfer& transfer) {
    long status = 0;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
    return static_cast<int>(status);
}

std::string type_of(const Transfer& transfer) {
    const char* type = nullptr;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_CONTENT_TYPE, &type);
    return type ? type : "";
}

void set_up(Transfer& transfer, const HttpThread::Options& options) {
    CURL* const easy = transfer.easy.get();
    const auto& request = transfer.request;
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L); // Signals and threads do not mix.
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L); // A token goes to the hub and nowhere else.
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, options.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.trouble.data());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(options.connect_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &write_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    if (!transfer.stream) {
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &read_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    }
    if (transfer.stream) {
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
        curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                         static_cast<long>(options.silent_stream.count()));
        curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L); // Not on one that is about to die.
    } else {
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
    }
    for (const auto& each : request.headers)
        transfer.headers.reset(curl_slist_append(transfer.headers.release(), each.c_str()));
    // No "Expect: 100-continue": it costs a round trip and our bodies are small.
    transfer.headers.reset(curl_slist_append(transfer.headers.release(), "Expect:"));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers.get());
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    }
}

} // namespace

struct HttpThread::Impl {
    Options options;
    base::Mailbox mailbox;
    std::unique_ptr<CURLM, MultiCloser> multi;
    std::map<CURL*, std::unique_ptr<Transfer>> transfers;
    std::map<std::pair<TimePoint, std::uint64_t>, base::Task> timers;
    std::uint64_t next_timer = 0;
    std::uint64_t next_stream = 0;
    std::thread thread; // Last: starts when everything above exists.

    void run();
    bool ran_tasks = false;
    bool run_tasks();
    void run_timers();
    void hand_on_streams();
    void finish_transfers();
    void finish(std::unique_ptr<Transfer>, CURLcode);
    CURL* add(std::unique_ptr<Transfer>);
    milliseconds until_next_work() const;
};

base::Result<std::unique_ptr<HttpThread>> HttpThread::open(Options options) {
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT); // Once per process.
    if (initialised != CURLE_OK)
        return base::Error{base::Errc::Internal, "libcurl cannot be initialised"};
    auto impl = std::make_unique<Impl>();
    impl->options = std::move(options);
    impl->multi.reset(curl_multi_init());
    if (!impl->multi) return base::Error{base::Errc::Internal, "libcurl gives no multi handle"};
    constexpr long kConnections = 6; // The stream has one of them.
    curl_multi_setopt(impl->multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, kConnections);
    return std::unique_ptr<HttpThread>(new HttpThread(std::move(impl)));
}

HttpThread::HttpThread(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {
    impl_->thread = std::thread([this] { impl_->run(); });
}

HttpThread::~HttpThread() {
    impl_->mailbox.close();
    curl_multi_wakeup(impl_->multi.get());
    impl_->thread.join();
}

void HttpThread::post(base::Task task) {
    impl_->mailbox.post(std::move(task));
    curl_multi_wakeup(impl_->multi.get()); // The one libcurl call that any thread may make.
}

bool HttpThread::is_current() const { return std::this_thread::get_id() == impl_->thread.get_id(); }

base::Timer HttpThread::after(milliseconds delay, base::Task task) {
    assert(is_current());
    const auto key = std::pair{std::chrono::steady_clock::now() + delay, impl_->next_timer++};
    impl_->timers.emplace(key, std::move(task));
    return base::Timer([impl = impl_.get(), key] { impl->timers.erase(key); });
}

void HttpThread::send(HttpRequest request, std::function<void(base::Result<HttpAnswer>)> done) {
    assert(is_current());
    if (impl_->transfers.size() >= impl_->options.most_requests) {
        post([done = std::move(done)] {
            done(base::Error{base::Errc::Unavailable, "too many requests are under way"});
        });
        return;
    }
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    transfer->done = std::move(done);
    impl_->add(std::move(transfer));
}

StreamId HttpThread::open_stream(HttpRequest request, HttpStream stream) {
    assert(is_current());
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    transfer->stream = std::move(stream);
    transfer->id = StreamId{++impl_->next_stream};
    const auto id = transfer->id;
    impl_->add(std::move(transfer));
    return id;
}

void HttpThread::close_stream(StreamId id) {
    assert(is_current());
    const auto at = std::ranges::find_if(impl_->transfers, [&](const auto& each) {
        return each.second->stream && each.second->id == id;
    });
    if (at == impl_->transfers.end()) return;
    curl_multi_remove_handle(impl_->multi.get(), at->first);
    impl_->transfers.erase(at);
}

CURL* HttpThread::Impl::add(std::unique_ptr<Transfer> transfer) {
    transfer->easy.reset(curl_easy_init());
    CURL* const easy = transfer->easy.get();
    const auto asked = transfer->request.longest_body;
    transfer->longest = asked != 0 ? asked : options.longest_body;
    set_up(*transfer, options);
    curl_multi_add_handle(multi.get(), easy);
    transfers.emplace(easy, std::move(transfer));
    return easy;
}

// --- the loop ------------------------------------------------------------------------------------

void HttpThread::Impl::run() {
    base::name_this_thread("net");
    while (run_tasks()) {
        run_timers();
        int running = 0;
        curl_multi_perform(multi.get(), &running);
        hand_on_streams();
        finish_transfers();
        const auto wait = static_cast<int>(until_next_work().count());
        curl_multi_poll(multi.get(), nullptr, 0, wait, nullptr); // post() wakes it.
    }
    for (const auto& [easy, transfer] : transfers) curl_multi_remove_handle(multi.get(), easy);
    transfers.clear();
    timers.clear(); // What the timers hold must die on this thread.
}

bool HttpThread::Impl::run_tasks() {
    std::vector<base::Task> tasks;
    const bool going_on = mailbox.wait_until(TimePoint::min(), tasks);
    for (auto& each : tasks) each();
    ran_tasks = !tasks.empty();
    return going_on;
}

void HttpThread::Impl::run_timers() {
    const auto now = std::chrono::steady_clock::now();
    while (!timers.empty() && timers.begin()->first.first <= now) {
        const auto task = std::move(timers.begin()->second);
        timers.erase(timers.begin());
        task();
    }
}

milliseconds HttpThread::Impl::until_next_work() const {
    constexpr milliseconds kLongest{60'000};
    // One wake-up may have stood for several posts, or for a post and the closing: look again.
    if (ran_tasks) return milliseconds{0};
    if (timers.empty()) return kLongest;
    const auto left = timers.begin()->first.first - std::chrono::steady_clock::now();
    return std::clamp(std::chrono::ceil<milliseconds>(left), milliseconds{0}, kLongest);
}

void HttpThread::Impl::hand_on_streams() {
    std::vector<CURL*> due; // A callback may close any stream, this one included.
    for (const auto& [easy, transfer] : transfers)
        if (transfer->stream &&
            (!transfer->received.empty() || (!transfer->opened && status_of(*transfer) >= 200)))
            due.push_back(easy);
    for (CURL* const easy : due) {
        const auto find = [&] { return transfers.find(easy); };
        if (find() == transfers.end()) continue;
        auto& transfer = *find()->second;
        const auto id = transfer.id;
        if (!std::exchange(transfer.opened, true)) {
            const auto opened = transfer.stream->opened;
            opened(status_of(transfer), type_of(transfer));
        }
        const auto still = find();
        if (still == transfers.end() || still->second->id != id) continue;
        const auto bytes = still->second->stream->bytes; // Copied: it may be destroyed meanwhile.
        const auto received = std::exchange(still->second->received, {});
        if (!received.empty()) bytes(received);
    }
}

void HttpThread::Impl::finish_transfers() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL* const easy = message->easy_handle; // The message dies with the handle's removal.
        const CURLcode code = message->data.result;
        curl_multi_remove_handle(multi.get(), easy);
        if (auto node = transfers.extract(easy)) finish(std::move(node.mapped()), code);
    }
}

void HttpThread::Impl::finish(std::unique_ptr<Transfer> transfer, CURLcode code) {
    if (transfer->stream) {
        const base::Error ended{base::Errc::Unavailable, "the hub has closed the stream"};
        transfer->stream->closed(code == CURLE_OK ? ended : error_of(*transfer, code));
    } else if (code != CURLE_OK) {
        transfer->done(error_of(*transfer, code));
    } else {
        transfer->done(HttpAnswer{status_of(*transfer), type_of(*transfer),
                                  std::move(transfer->received), std::move(transfer->answered)});
    }
}

} // namespace sangdam::net
