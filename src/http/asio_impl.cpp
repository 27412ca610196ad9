// The one translation unit that holds the compiled part of Asio; all others see its declarations only.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
