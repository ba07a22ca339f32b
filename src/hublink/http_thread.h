// SPDX-License-Identifier: MIT
//
// Private to hublink: the names under which it uses the HTTP client (net/http_thread.h).
#pragma once

#include "net/http_thread.h"

namespace sangdam::hublink {

using net::HttpAnswer;
using net::HttpRequest;
using net::HttpStream;
using net::HttpThread;
using net::StreamId;

} // namespace sangdam::hublink
