// What the program that is linked statically sees of the machine: nothing that its C library or its TLS
// library would load while it runs. The modules that a machine names in nsswitch.conf and openssl.cnf are
// made for libraries of its own, which are others than those that are linked in.
#include <nss.h>
#include <openssl/crypto.h>

namespace {

struct link_setup {
    link_setup() {
        __nss_configure_lookup("hosts", "files dns");
        OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    }
};
const link_setup before_main;

}  // namespace
