// SPDX-License-Identifier: MIT

#include "hubd/orders_http.h"

#include <utility>

namespace sangdam::hubd {

base::Result<std::unique_ptr<OrdersHttp>> OrdersHttp::open(base::Executor& strand) {
    net::HttpThread::Options options;
    options.longest_body = std::size_t{32} << 20; // 300 details are about 3 MB.
    options.connect_timeout = std::chrono::milliseconds{10'000};
    SDC_TRY(auto http, net::HttpThread::open(std::move(options)));
    return std::unique_ptr<OrdersHttp>(new OrdersHttp(strand, std::move(http)));
}

OrdersHttp::OrdersHttp(base::Executor& strand, std::unique_ptr<net::HttpThread> http)
    : strand_(strand), http_(std::move(http)) {}
OrdersHttp::~OrdersHttp() = default;

void OrdersHttp::send(orders::HttpAsk ask,
                      std::function<void(base::Result<orders::HttpReply>)> done) {
    net::HttpRequest request;
    request.method = std::move(ask.method);
    request.url = std::move(ask.url);
    for (const auto& [name, value] : ask.headers) request.headers.push_back(name + ": " + value);
    request.body = std::move(ask.body);
    request.timeout = ask.timeout;
    http_->post([http = http_.get(), &strand = strand_, request = std::move(request),
                 done = std::move(done)]() mutable {
        http->send(std::move(request),
                   [&strand, done = std::move(done)](base::Result<net::HttpAnswer> answer) {
                       if (!answer)
                           return strand.post([done, error = answer.error()] { done(error); });
                       orders::HttpReply reply{answer->status, std::move(answer->headers),
                                               std::move(answer->body)};
                       strand.post([done, reply = std::move(reply)] { done(reply); });
                   });
    });
}

} // namespace sangdam::hubd
