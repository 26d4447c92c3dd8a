// Stands in for OkHttp 4, on Java's own HTTP client, so that the tests need no other package registry: those of
// its names that a generated client calls, and no more. An app takes the real one.
package okhttp3

import java.io.Closeable
import java.io.File
import java.io.InputStream
import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers

class OkHttpClient private constructor(private val client: HttpClient) : Call.Factory {
    override fun newCall(request: Request) = Call { Response(client.send(request.built, BodyHandlers.ofByteArray())) }

    class Builder {
        fun build() = OkHttpClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build())
    }
}

fun interface Call {
    fun execute(): Response

    fun interface Factory {
        fun newCall(request: Request): Call
    }
}

interface Callback

class MediaType(val name: String) {
    companion object {
        fun String.toMediaTypeOrNull() = MediaType(this)
    }
}

open class RequestBody(val bytes: ByteArray) {
    companion object {
        fun ByteArray.toRequestBody(type: MediaType? = null) = RequestBody(this)

        fun String.toRequestBody(type: MediaType? = null) = RequestBody(encodeToByteArray())

        fun File.asRequestBody(type: MediaType? = null) = RequestBody(readBytes())
    }
}

object FormBody {
    class Builder {
        fun add(name: String, value: String): Builder = noForms()

        fun build(): RequestBody = noForms()
    }
}

object MultipartBody {
    val FORM = MediaType("multipart/form-data")

    class Builder {
        fun setType(type: MediaType): Builder = noForms()

        fun addPart(headers: Headers, body: RequestBody): Builder = noForms()

        fun build(): RequestBody = noForms()
    }
}

private fun noForms(): Nothing = throw UnsupportedOperationException("this API takes no forms")

class Headers(private val all: Map<String, List<String>>) {
    fun toMultimap() = all

    class Builder {
        private val all = mutableMapOf<String, List<String>>()

        fun add(name: String, value: String) = apply { all[name] = listOf(value) }

        fun build() = Headers(all)
    }

    companion object {
        fun Map<String, String>.toHeaders() = Headers(mapValues { listOf(it.value) })
    }
}

class HttpUrl private constructor(private val base: String, val encodedPathSegments: List<String>, val query: String) {
    val uri: URI get() = URI(listOf(base, *encodedPathSegments.toTypedArray()).joinToString("/") + query)

    fun newBuilder() = Builder(base)

    class Builder(private var base: String = "") {
        private val segments = mutableListOf<String>()
        private val query = mutableListOf<String>()

        fun scheme(scheme: String) = apply { base = "$scheme://" }

        fun host(host: String) = apply { base += host }

        fun addPathSegment(segment: String) = apply { segments += encoded(segment) }

        fun addEncodedPathSegments(path: String) = apply { segments += path.split("/") }

        fun addQueryParameter(name: String, value: String) = apply { query += "${encoded(name)}=${encoded(value)}" }

        fun build() = HttpUrl(base, segments, if (query.isEmpty()) "" else query.joinToString("&", prefix = "?"))

        private fun encoded(text: String) = URLEncoder.encode(text, Charsets.UTF_8).replace("+", "%20")
    }

    companion object {
        fun String.toHttpUrlOrNull() = Builder(this).build()
    }
}

class Request(val built: HttpRequest) {
    class Builder {
        private val request = HttpRequest.newBuilder()

        fun url(url: HttpUrl) = apply { request.uri(url.uri) }

        fun head() = method("HEAD", null)

        fun put(body: RequestBody) = method("PUT", body)

        fun post(body: RequestBody) = method("POST", body)

        fun patch(body: RequestBody) = method("PATCH", body)

        fun delete(body: RequestBody) = method("DELETE", body)

        fun method(name: String, body: RequestBody?) = apply {
            val sent = body?.bytes?.takeIf { it.isNotEmpty() }
            request.method(name, if (sent == null) BodyPublishers.noBody() else BodyPublishers.ofByteArray(sent))
        }

        fun headers(headers: Headers) = apply {
            headers.toMultimap().forEach { (name, values) -> values.forEach { request.header(name, it) } }
        }

        fun build() = Request(request.build())
    }
}

class ResponseBody(private val content: ByteArray) {
    fun string() = content.decodeToString()

    fun bytes() = content

    fun byteStream(): InputStream = content.inputStream()
}

class Response(private val answer: HttpResponse<ByteArray>) : Closeable {
    val code = answer.statusCode()
    val message = ""
    val body: ResponseBody? = ResponseBody(answer.body())
    val headers = Headers(answer.headers().map())
    val isSuccessful = code in 200..299

    fun header(name: String): String? = answer.headers().firstValue(name).orElse(null)

    override fun close() = Unit
}
