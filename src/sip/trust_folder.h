// SPDX-License-Identifier: MIT
//
// The certificates that a TLS connection of ours trusts, in the form in which the stack reads them:
// a folder with a "cafile.pem". The folder is ours alone and goes with the object. Any thread.
#pragma once

#include "base/result.h"

#include <string>

namespace sangdam::sip {

class TrustFolder {
public:
    TrustFolder() = default; // Trusts nobody: for an endpoint without TLS.
    // `ca_file`: PEM; empty: the roots of this machine. `own`: PEM with our key and certificate,
    // for those who connect to us; may be empty. NotFound: one of them cannot be read or has no
    // certificate in it; the sentence names the file.
    static base::Result<TrustFolder> make(const std::string& ca_file, const std::string& own);
    ~TrustFolder();
    TrustFolder(TrustFolder&& other) noexcept;
    TrustFolder& operator=(TrustFolder&& other) noexcept;

    const std::string& folder() const { return folder_; }

private:
    std::string folder_;
};

} // namespace sangdam::sip
