#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H
#include <curl/curl.h>

/* `curl_easy_setopt` and `curl_easy_getinfo` take what follows unchecked, which Swift cannot call. */
static inline CURLcode vigie_curl_text(CURL *handle, CURLoption option, const char *text) {
  return curl_easy_setopt(handle, option, text);
}
static inline CURLcode vigie_curl_number(CURL *handle, CURLoption option, long number) {
  return curl_easy_setopt(handle, option, number);
}
static inline CURLcode vigie_curl_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(handle, option, list);
}
typedef size_t (*vigie_curl_taker)(char *bytes, size_t one, size_t count, void *context);
static inline CURLcode vigie_curl_write(CURL *handle, vigie_curl_taker taker, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, taker);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}
static inline long vigie_curl_status(CURL *handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}
static inline CURLoption vigie_curl_bearer(void) { return CURLOPT_XOAUTH2_BEARER; }
static inline long vigie_curl_auth_basic(void) { return (long)CURLAUTH_BASIC; }
static inline long vigie_curl_auth_bearer(void) { return (long)CURLAUTH_BEARER; }
#endif
